// A libSQL server tells its databases apart by the first label of the host. Names below `localhost` lead here, but
// not every resolver knows: a process that imports this does. Loaded with `--import` into those that are measured.
import dns, { type LookupAddress, type LookupOptions } from 'node:dns';

type Done = (error: Error | null, address: string | LookupAddress[], family?: number) => void;
type Lookup = (name: string, options: LookupOptions, done: Done) => void;

const elsewhere = dns.lookup as Lookup;

const lookup: Lookup = (name, options, done) => {
  if (!name.endsWith('.localhost')) return elsewhere(name, options, done);
  const address = '127.0.0.1';
  process.nextTick(() =>
    options.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4),
  );
};

Object.assign(dns, { lookup });

/** Has a server know these names, too. */
export const knowingNames = { NODE_OPTIONS: `--import ${import.meta.url}` };
