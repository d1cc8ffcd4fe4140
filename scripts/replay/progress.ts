/** How often plain lines are written where there is no terminal to draw a bar in. */
const plainEveryMs = 5_000;
const drawEveryMs = 100;
const width = 32;

/** Shows how far the replay is: a bar in a terminal, else a line every few seconds. */
export function showProgress(out: { readonly isTTY?: boolean; write(text: string): unknown }) {
  const startedMs = performance.now();
  let shownMs = startedMs;
  return (done: number, of: number, orders: number): void => {
    const nowMs = performance.now();
    const pauseMs = out.isTTY ? drawEveryMs : plainEveryMs;
    if (done < of && nowMs - shownMs < pauseMs) return;
    shownMs = nowMs;
    const seconds = (nowMs - startedMs) / 1_000;
    const rate = `${Math.round(orders / Math.max(seconds, 0.001))} orders/s`;
    const left = `${Math.round((seconds / Math.max(done, 1)) * (of - done))} s left`;
    const text = `${done} of ${of} invoices, ${orders} orders, ${rate}, ${left}`;
    if (!out.isTTY) {
      out.write(`${text}\n`);
      return;
    }
    const filled = Math.round((done / Math.max(of, 1)) * width);
    out.write(
      `\r[${'='.repeat(filled)}${' '.repeat(width - filled)}] ${text}\u001b[K${done < of ? '' : '\n'}`,
    );
  };
}
