import type { Violation } from './violation.ts';
export type { Violation } from './violation.ts';
export async function checkInvariants(_client: unknown): Promise<Violation[]> { return []; }
