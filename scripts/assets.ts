import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.ts';

// The files of the docs page that a package ships: assets of the Worker have to lie in one folder.
const target = join(root, 'public/docs-assets');
mkdirSync(target, { recursive: true });
for (const file of ['swagger-ui-bundle.js', 'swagger-ui.css']) {
  copyFileSync(join(root, 'node_modules/swagger-ui-dist', file), join(target, file));
}
