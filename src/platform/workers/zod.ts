import * as iso from '../../../node_modules/zod/v4/classic/iso.js';
import * as schemas from '../../../node_modules/zod/v4/classic/schemas.js';

// `zod` and `@hono/zod-openapi` as a Worker has them (wrangler.toml, alias): the schemas with their English
// texts, without fifty other languages that the package's one namespace cannot be had without. 60 KiB
// less of the compressed bundle. Other runtimes load the packages as they are.

const z = { ...schemas, iso };

/** The API document is a file here: what is only for it is neither copied nor kept when a Worker starts. */
const openapi = {
  openapi<Schema>(this: Schema): Schema {
    return this;
  },
};
Object.assign(z.ZodType.prototype, openapi);

export { z };
