// The arrows of the house: imports go down, rooms meet at their index, along the map below.
// A new arrow needs a sentence of reason in its commit.

/** Which rooms a room may call. */
const map = {
  access: [],
  settings: [],
  search: [],
  inventory: [],
  promotions: [],
  payments: [],
  shipping: ['settings'],
  tax: ['settings'],
  catalog: ['search', 'settings'],
  cart: ['catalog', 'promotions', 'settings', 'shipping', 'tax'],
  orders: ['payments'],
  webhooks: ['orders'],
  checkout: ['cart', 'orders', 'payments', 'settings', 'shipping'],
};

const rooms = Object.keys(map);

/** Doors: files that know HTTP. Everything else in a room does not. */
const door = '(contract|routes)\\.ts$';

const arrows = rooms.map((room) => ({
  name: `room-${room}`,
  comment: `The room ${room} calls only: ${map[room].join(', ') || 'none'}`,
  severity: 'error',
  from: { path: `^src/shop/${room}/` },
  to: {
    path: '^src/shop/',
    pathNot: `^src/shop/(${[room, ...map[room]].join('|')})/`,
  },
}));

const layers = [
  ['core', 'src/core', '^src/(db|platform|http|shop|entry|app|jobs)'],
  ['db', 'src/db', '^src/(platform|http|shop|entry|app|jobs)'],
  ['platform', 'src/platform', '^src/(http|shop|entry|app|jobs)'],
  ['http', 'src/http', '^src/(shop|entry|app|jobs)|^src/platform/(workers|server)'],
  ['shop', 'src/shop', '^src/(entry|app|jobs)|^src/platform/(workers|server)'],
  ['app-and-jobs', 'src/(app|jobs)\\.ts', '^src/entry|^src/platform/(workers|server)'],
].map(([name, from, to]) => ({
  name: `down-from-${name}`,
  comment: 'core ← db ← platform ← http ← shop ← app, jobs ← entry',
  severity: 'error',
  from: { path: `^${from}` },
  to: { path: to },
}));

module.exports = {
  forbidden: [
    ...layers,
    ...arrows,
    {
      name: 'rooms-meet-at-index',
      comment: 'Wire shapes may be shared between doors; everything else goes through index.ts',
      severity: 'error',
      from: { path: '^src/shop/([a-z]+)/' },
      to: { path: '^src/shop/([a-z]+)/', pathNot: '^src/shop/($1/|[a-z]+/(index|contract)\\.ts$)' },
    },
    {
      name: 'contracts-are-for-doors',
      severity: 'error',
      from: { path: '^src/shop/', pathNot: door },
      to: { path: '^src/shop/.*contract\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'verbs-know-no-http',
      severity: 'error',
      from: { path: '^src/shop/', pathNot: door },
      to: {
        path: '(^src/http/|/hono/|@hono/|^hono|^node:|^cloudflare:)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'doors-know-no-tables',
      severity: 'error',
      from: { path: `^src/(http/|app\\.ts|jobs\\.ts)|^src/shop/.*${door}` },
      to: { path: '/tables\\.ts$|/projections/' },
    },
    {
      name: 'drizzle-is-for-types',
      comment: 'Statements are written out; migrations are made by drizzle-kit and applied by hand',
      severity: 'error',
      from: { path: '^src/', pathNot: 'tables\\.ts$' },
      to: { path: '/tables\\.ts$|drizzle-orm', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-uses-nothing',
      severity: 'error',
      from: { path: '^src/core/' },
      // Hashing at once is the one thing that no runtime has without an import.
      to: { pathNot: '^src/core/|^(node:)?crypto$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(cloudflare|node):' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|tables\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
