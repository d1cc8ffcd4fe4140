// A floor on Node and on Deno: `bare-server.ts FILE` gives the answer that is in the file.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { bareRead } from './bare-read.ts';
import { bareSelect } from './bare-select.ts';
import type { KeptAnswer } from './kept-answer.ts';

/** The part of Deno's namespace used here. */
interface DenoNamespace {
  serve(
    options: { hostname: string; port: number; onListen: (address: { port: number }) => void },
    handler: Hono['fetch'],
  ): unknown;
}

export interface BareWork {
  readonly answer: KeptAnswer;
  /** To be read from for each answer, if given. */
  readonly database?: string;
}

const { answer, database } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as BareWork;
const app = database === undefined ? bareRead(answer) : bareSelect(answer, database);
const tell = ({ port }: { port: number }) => console.log(`http://127.0.0.1:${port}`);
const { Deno } = globalThis as unknown as { Deno?: DenoNamespace };
if (Deno) Deno.serve({ hostname: '127.0.0.1', port: 0, onListen: tell }, app.fetch);
else serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, tell);
