import { runtimeSuite } from './suite.ts';

runtimeSuite('deno', ['deno', 'src/entry/deno.ts', '--sample']);
