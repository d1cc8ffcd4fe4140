import { z } from '@hono/zod-openapi';
import { ShopError } from '../../core/error.ts';
import { id, pageQuery } from '../../http/contract.ts';
import { operation } from '../../http/operation.ts';
import { page } from '../../http/pagination.ts';
import { importCatalog } from './import-catalog.ts';
import { checkProduct, Import, ImportList, importQuery } from './import-contract.ts';
import { findImport, listImports } from './queries.ts';

const tag = 'Admin: catalog';
const path = '/v1/admin/imports';

export const importRoutes = [
  operation(
    {
      id: 'importCatalog',
      method: 'post',
      path,
      tag,
      summary: 'Import products from a file',
      description:
        'The body is the file, of any size, plain or with `Content-Encoding: gzip`. Products are found by SKU, then by handle; what is not found is created. A row that is wrong is reported and the rest imported. Sending a file again changes nothing, and completes what broke off.',
      access: 'catalog:write',
      query: importQuery,
      streams: { mediaTypes: ['text/csv', 'application/x-ndjson'] },
      response: Import,
      status: 201,
      problems: [],
      location: (made) => `${path}/${made.id}`,
    },
    (ctx, { query, request }) =>
      importCatalog(ctx, {
        format: query.format,
        dryRun: query.dry_run,
        currency: query.currency,
        body: bytesOf(request),
        check: checkProduct,
      }),
  ),
  operation(
    {
      id: 'listImports',
      method: 'get',
      path,
      tag,
      summary: 'List imports',
      description: 'The newest first, also one that still runs.',
      access: 'catalog:read',
      query: z.strictObject(pageQuery),
      response: ImportList,
      problems: ['invalid_cursor'],
    },
    (ctx, { query }) =>
      page(ctx, {
        list: 'imports',
        request: query,
        read: (limit, after) => listImports(ctx.db, limit, after?.id),
        position: (report) => ({ key: '', id: report.id }),
        present: (report) => report,
      }),
  ),
  operation(
    {
      id: 'getImport',
      method: 'get',
      path: `${path}/{id}`,
      tag,
      summary: 'Read an import',
      description: 'While it runs, how far it has come.',
      access: 'catalog:read',
      params: z.object({ id: id('import') }),
      response: Import,
      problems: ['import_not_found'],
    },
    async (ctx, { params }) => {
      const found = await findImport(ctx.db, params.id);
      if (!found) throw new ShopError('import_not_found');
      return found;
    },
  ),
];

/** The body as it arrives, unpacked. @throws unsupported_media_type for a coding other than gzip */
function bytesOf(request: Request): AsyncIterable<Uint8Array> {
  const coding = request.headers.get('content-encoding')?.toLowerCase() ?? 'identity';
  if (coding !== 'identity' && coding !== 'gzip') throw new ShopError('unsupported_media_type');
  const body = request.body ?? new Blob([]).stream();
  const plain = coding === 'gzip' ? body.pipeThrough(new DecompressionStream('gzip')) : body;
  return plain as unknown as AsyncIterable<Uint8Array>;
}
