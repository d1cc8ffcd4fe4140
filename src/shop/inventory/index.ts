export { countOversold } from './count-oversold.ts';
