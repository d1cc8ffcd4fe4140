export { callerOfKey } from './caller-of-key.ts';
