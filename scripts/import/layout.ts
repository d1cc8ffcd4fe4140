/** How a file is sent: as it is, or each row as the product that it stands for. */
export interface Layout {
  readonly format: 'csv' | 'ndjson' | 'shopify-csv';
  readonly convert?: (cells: readonly string[]) => object;
}
