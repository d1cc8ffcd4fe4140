import process from 'node:process';
import { runSeed } from './run-seed.ts';

// A child of `run-seeds.ts`: one seed a message, until there are no more.

interface Order {
  readonly seed: number;
  readonly steps: number;
  readonly twice: boolean;
  readonly trace: boolean;
}

process.on('message', ({ seed, ...options }: Order) => {
  void runSeed(seed, options).then((outcome) => process.send?.(outcome));
});
