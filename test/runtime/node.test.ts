import { runtimeSuite } from './suite.ts';

runtimeSuite('node', ['src/entry/node.ts', '--sample']);
