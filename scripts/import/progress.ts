const plainEveryMs = 5_000;
const drawEveryMs = 100;
const width = 32;

/** Shows how much of the file has left: a bar in a terminal, else a line every few seconds. */
export function showProgress(
  out: { readonly isTTY?: boolean; write(text: string): unknown },
  bytesMax: number,
) {
  const startedMs = performance.now();
  let shownMs = startedMs;
  return (bytes: number, rows: number): void => {
    const nowMs = performance.now();
    const done = bytes >= bytesMax;
    if (nowMs - shownMs < (out.isTTY ? drawEveryMs : plainEveryMs)) return;
    shownMs = nowMs;
    const rate = Math.round(rows / Math.max((nowMs - startedMs) / 1_000, 0.001));
    const share = Math.min(bytes / Math.max(bytesMax, 1), 1);
    const text = `${Math.floor(share * 100)} % of ${(bytesMax / 1e6).toFixed(1)} MB read, ${rows} rows, ${rate} rows/s`;
    if (!out.isTTY) out.write(`${text}\n`);
    else
      out.write(
        `\r[${'='.repeat(Math.round(share * width)).padEnd(width)}] ${text}\u001b[K${done ? '\n' : ''}`,
      );
  };
}
