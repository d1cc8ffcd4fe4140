/** One line of the table. */
export interface Row {
  readonly section: string;
  readonly name: string;
  /** As printed: `1,234 orders/s`. */
  readonly measured: string;
  readonly floor: string;
  /** Measured ÷ floor, or whatever the target speaks of. */
  readonly ratio: number;
  readonly target: Target | undefined;
  /** What else is worth knowing, in a few words. */
  readonly notes: readonly string[];
}

export interface Target {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function isMet({ ratio, target }: Row): boolean {
  if (target === undefined) return true;
  return ratio >= (target.atLeast ?? -Infinity) && ratio <= (target.atMost ?? Infinity);
}

/** The table as text: a line a row, its notes below. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['', 'measured', 'floor', 'ratio', 'target', ''],
    ...rows.map((row) => [
      row.name,
      row.measured,
      row.floor,
      number(row.ratio),
      targetText(row.target),
      row.target === undefined ? '' : isMet(row) ? 'ok' : 'SHORT',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, at) =>
    Math.max(...cells.map((line) => (line[at] ?? '').length)),
  );
  const lines = cells.flatMap((line, index) => {
    const text = line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
    return [text.trimEnd(), ...wrapped(rows[index - 1]?.notes ?? [])];
  });
  return lines.join('\n');
}

/** Notes on lines of their own, none longer than a page is wide. */
function wrapped(notes: readonly string[]): string[] {
  const lines: string[] = [];
  for (const note of notes) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + note.length < 116)
      lines.push(`${lines.pop()} · ${note}`);
    else lines.push(`    ${note}`);
  }
  return lines;
}

const targetText = (target: Target | undefined): string => {
  if (target?.atLeast !== undefined) return `≥ ${target.atLeast}`;
  if (target?.atMost !== undefined) return `≤ ${target.atMost}`;
  return '';
};

const number = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '–');

export const rate = (perSecond: number, unit: string): string =>
  `${Math.round(perSecond).toLocaleString('en')} ${unit}/s`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
