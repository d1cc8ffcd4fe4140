/** What SQLite stores: a bound argument or a cell. */
export type SqlValue = string | number | null;

/** One SQL statement with its positional arguments. */
export interface Statement {
  readonly sql: string;
  readonly args: readonly SqlValue[];
}

/** What one statement did. `rowsAffected` is 0 for a statement with RETURNING: count `rows`. */
export interface Applied {
  readonly rowsAffected: number;
  readonly rows: readonly Readonly<Record<string, SqlValue>>[];
}
