// The reference reads the document of this very host; it contacts no other.
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

/** The key in the document's examples: sent twice it would mean the same request twice. */
const exampleKey = '5f1c9a52-0d3b-4f0e-9f6e-6f2b1c7a9e10';

/** `crypto.randomUUID` is there only on https and localhost. */
function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  persistAuthorization: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    const { headers = {} } = request;
    if (headers['Idempotency-Key'] === exampleKey) headers['Idempotency-Key'] = freshKey();
    return request;
  },
});
