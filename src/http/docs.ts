import { problemKinds } from '../core/error.ts';
import type { App } from './router.ts';
import { ShopError } from '../core/error.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d8dee4;padding:.4rem .6rem;text-align:left;vertical-align:top}
code{background:#f3f4f6;padding:.1rem .3rem;border-radius:4px}nav a{margin-right:1.2rem}a{color:#0a53c5}`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const nav = `<nav><a href="/docs">Reference</a><a href="/docs/problems">Problems</a><a href="/docs/limits">Limits</a><a href="/docs/test-tokens">Test tokens</a><a href="/openapi.json">OpenAPI</a></nav>`;

/** Nothing on these pages comes from another host, and nothing may. */
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

function html(title: string, body: string, head = `<style>${style}</style>`): Response {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)} · Kiosk</title>${head}</head><body>${body}</body></html>`;
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'public, max-age=300',
    },
  });
}

const table = (rows: readonly (readonly string[])[], header: readonly string[]): string =>
  `<table><thead><tr>${header.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

/** What the pages show that the rooms know. */
export interface DocsContent {
  readonly testTokens: Readonly<Record<string, string>>;
  readonly limits: readonly (readonly [what: string, limit: string])[];
}

/** The pages under `/docs`, and the index at `/`. The interactive reference itself is static files. */
export function mountDocs(app: App, { testTokens, limits }: DocsContent): void {
  app.get('/', () =>
    Response.json({
      name: 'Kiosk',
      docs: '/docs',
      openapi: '/openapi.json',
      shop: '/v1/shop',
      products: '/v1/products',
      health: '/health',
    }),
  );
  app.get('/docs', () =>
    html(
      'API reference',
      `<div style="padding:.8rem 1.2rem;font:15px system-ui">${nav}</div><div id="reference"></div><script src="/docs-assets/swagger-ui-bundle.js"></script><script src="/docs-assets/start.js"></script>`,
      '<link rel="stylesheet" href="/docs-assets/swagger-ui.css"><style>nav a{margin-right:1.2rem;color:#0a53c5}</style>',
    ),
  );
  app.get('/docs/problems', () => {
    const rows = Object.entries(problemKinds).map(([code, kind]) => [
      `<a href="/docs/problems/${code}"><code>${code}</code></a>`,
      String(kind.status),
      escape(kind.title),
    ]);
    return html('Problems', `${nav}<h1>Problems</h1>${table(rows, ['Code', 'Status', 'Title'])}`);
  });
  app.get('/docs/problems/:code', (c) => {
    const code = c.req.param('code');
    const kind = Object.entries(problemKinds).find(([each]) => each === code)?.[1];
    if (!kind) throw new ShopError('not_found');
    const again = 'retryable' in kind ? 'The very same request may succeed later.' : 'The same request will be refused again.';
    return html(
      code,
      `${nav}<h1><code>${code}</code></h1><p><strong>${escape(kind.title)}</strong> (HTTP ${kind.status})</p><h2>What to do next</h2><p>${escape(kind.next)}</p><p>${again}</p>`,
    );
  });
  app.get('/docs/limits', () =>
    html('Limits', `${nav}<h1>Limits</h1>${table(limits.map(([what, limit]) => [escape(what), escape(limit)]), ['What', 'Limit'])}`),
  );
  app.get('/docs/test-tokens', () => {
    const rows = Object.entries(testTokens).map(([token, effect]) => [`<code>${token}</code>`, escape(effect)]);
    return html('Test tokens', `${nav}<h1>Tokens of the test provider</h1>${table(rows, ['Token', 'What happens'])}`);
  });
}
