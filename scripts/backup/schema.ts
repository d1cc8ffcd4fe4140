/** What a database is made of, in the order in which a copy of it is made. */
export interface Schema {
  /** Creates what holds rows. The tables of an index for searching come with it. */
  readonly tables: readonly string[];
  /** What has rows to copy. The migrations come last: a copy that ended early never passes for a whole one. */
  readonly filled: readonly string[];
  /** Of these, what is the shop's and not the inside of an index. */
  readonly counted: readonly string[];
  /** Creates indexes, views and triggers: after the rows, which must not set them off. */
  readonly after: readonly string[];
  /** Removes it all. */
  readonly drops: readonly string[];
}

export interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

export const schemaQuestion = 'SELECT type, name, sql FROM sqlite_schema ORDER BY rowid';

/** The table of a database that says which migrations it has. */
export const migrations = '__drizzle_migrations';

export function schemaOf(rows: readonly SchemaRow[]): Schema {
  // SQLite keeps these itself; libSQL's are those of its own extensions.
  const own = rows.filter(({ name }) => !/^(sqlite|libsql)_/.test(name));
  const isVirtual = ({ sql }: SchemaRow) => /^CREATE VIRTUAL TABLE/i.test(sql ?? '');
  const virtual = own.filter(isVirtual);
  const isShadow = (name: string) => virtual.some((table) => name.startsWith(`${table.name}_`));
  const plain = own.filter((each) => each.type === 'table' && !isVirtual(each));
  const order = ['index', 'view', 'trigger'];
  const after = order.flatMap((type) => own.filter((each) => each.type === type && each.sql));
  const counts = rows.some(({ name }) => name === 'sqlite_sequence') ? ['sqlite_sequence'] : [];
  const names = plain.map(({ name }) => name);
  return {
    tables: [...plain.filter(({ name }) => !isShadow(name)), ...virtual].map(
      ({ sql }) => sql ?? '',
    ),
    filled: [
      ...names.filter((name) => name !== migrations),
      ...counts,
      ...names.filter((name) => name === migrations),
    ],
    counted: names.filter((name) => !isShadow(name)),
    after: after.map(({ sql }) => sql ?? ''),
    drops: [
      ...after.toReversed().map(({ type, name }) => `DROP ${type} IF EXISTS "${name}"`),
      ...virtual.map(({ name }) => `DROP TABLE "${name}"`),
      ...plain.filter(({ name }) => !isShadow(name)).map(({ name }) => `DROP TABLE "${name}"`),
    ],
  };
}
