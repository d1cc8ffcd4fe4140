// The reference reads the document of this very host; it contacts no other.
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  docExpansion: 'none',
  persistAuthorization: true,
  validatorUrl: null,
});
