import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pathOf } from '../../core/target.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const swaggerUi = join(
  createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'),
  '..',
);

/** The static files of the docs: on Workers they are assets, here they are read from where they lie. */
const files: Readonly<Record<string, readonly [path: string, type: string]>> = {
  '/openapi.json': [join(root, 'public/openapi.json'), 'application/json'],
  '/docs-assets/docs.css': [join(root, 'public/docs-assets/docs.css'), 'text/css; charset=utf-8'],
  '/docs-assets/start.js': [
    join(root, 'public/docs-assets/start.js'),
    'text/javascript; charset=utf-8',
  ],
  '/docs-assets/swagger-ui-bundle.js': [
    join(swaggerUi, 'swagger-ui-bundle.js'),
    'text/javascript; charset=utf-8',
  ],
  '/docs-assets/swagger-ui.css': [join(swaggerUi, 'swagger-ui.css'), 'text/css; charset=utf-8'],
};

/** Answers a request for a static file; undefined for everything else. */
export function serveStatic(request: Request): Response | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const file = files[pathOf(request.url)];
  if (!file) return undefined;
  const [path, type] = file;
  return new Response(readFileSync(path), {
    headers: {
      'content-type': type,
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
    },
  });
}
