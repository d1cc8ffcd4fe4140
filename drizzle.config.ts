import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'turso',
  schema: ['./src/db/tables.ts', './src/shop/*/tables.ts'],
  out: './migrations',
});
