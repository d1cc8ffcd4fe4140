import { problemKinds } from '../core/error.ts';
import type { App } from './router.ts';
import { ShopError } from '../core/error.ts';

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const pages = [
  ['/docs', 'Reference'],
  ['/docs/problems', 'Problems'],
  ['/docs/limits', 'Limits'],
  ['/docs/test-tokens', 'Test tokens'],
  ['/openapi.json', 'OpenAPI'],
] as const;

const nav = (current: string): string =>
  `<nav><strong>Kiosk API</strong>${pages
    .map(
      ([path, name]) =>
        `<a href="${path}"${path === current ? ' aria-current="page"' : ''}>${name}</a>`,
    )
    .join('')}</nav>`;

/** Nothing on these pages comes from another host, and nothing may. */
const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Drawn here, so that no browser asks for `/favicon.ico`. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%230a53c5' d='M2 2h12l1 4H1zM2 7h12v7H2z'/%3E%3C/svg%3E";

function html(
  title: string,
  current: string,
  body: string,
  styles: readonly string[] = [],
): Response {
  const sheets = [...styles, '/docs-assets/docs.css']
    .map((href) => `<link rel="stylesheet" href="${href}">`)
    .join('');
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)} · Kiosk</title><link rel="icon" href="${icon}">${sheets}</head><body>${nav(current)}${body}</body></html>`;
  return new Response(page, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'public, max-age=300',
    },
  });
}

const table = (rows: readonly (readonly string[])[], header: readonly string[]): string =>
  `<div class="wide"><table><thead><tr>${header.map((cell) => `<th>${cell}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table></div>`;

/** What the pages show that the rooms know. */
export interface DocsContent {
  readonly testTokens: () => Promise<Readonly<Record<string, string>>>;
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
      '/docs',
      '<div id="reference"></div><script src="/docs-assets/swagger-ui-bundle.js"></script><script src="/docs-assets/start.js"></script>',
      ['/docs-assets/swagger-ui.css'],
    ),
  );
  app.get('/docs/', (c) => c.redirect('/docs', 301));
  app.get('/docs/problems', () => {
    const rows = Object.entries(problemKinds).map(([code, kind]) => [
      `<a href="/docs/problems/${code}"><code>${code}</code></a>`,
      String(kind.status),
      escape(kind.title),
    ]);
    const words =
      '<p>Every refusal is <code>application/problem+json</code> with one of these codes. A code never changes its meaning; new ones may come.</p>';
    return page('Problems', '/docs/problems', words + table(rows, ['Code', 'Status', 'Title']));
  });
  app.get('/docs/problems/:code', (c) => {
    const code = c.req.param('code');
    const kind = Object.entries(problemKinds).find(([each]) => each === code)?.[1];
    if (!kind) throw new ShopError('not_found');
    const again =
      'retryable' in kind
        ? 'The very same request may succeed later.'
        : 'The same request will be refused again.';
    return html(
      code,
      '/docs/problems',
      `<main class="page"><h1><code>${code}</code></h1><p><strong>${escape(kind.title)}</strong> <span class="quiet">(HTTP ${kind.status})</span></p><h2>What to do next</h2><p>${prose(kind.next)}</p><p class="quiet">${again}</p></main>`,
    );
  });
  app.get('/docs/limits', () => {
    const rows = limits.map(([what, limit]) => [escape(what), escape(limit)]);
    return page('Limits', '/docs/limits', table(rows, ['What', 'Limit']));
  });
  app.get('/docs/test-tokens', async () => {
    const rows = Object.entries(await testTokens()).map(([token, effect]) => [
      `<code>${token}</code>`,
      escape(effect),
    ]);
    const words = '<p>The provider <code>test</code> needs no account and moves no money.</p>';
    return page('Test tokens', '/docs/test-tokens', words + table(rows, ['Token', 'What happens']));
  });
}

const page = (title: string, path: string, content: string): Response =>
  html(title, path, `<main class="page"><h1>${title}</h1>${content}</main>`);

/** Words with `code` in backquotes. */
const prose = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
