import { runtimeSuite } from './suite.ts';

runtimeSuite('workers', ['scripts/dev.ts']);
