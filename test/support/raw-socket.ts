import { connect } from 'node:net';

/** What came back over a connection of its own for bytes that no HTTP client would send. */
export interface RawReply {
  /** Of each answer, in order; none where the connection was only closed. */
  readonly statuses: readonly number[];
  /** Of the last answer. */
  readonly header: (name: string) => string | undefined;
  /** Whatever followed its headers. */
  readonly body: string;
}

/** Sends bytes (as Latin-1) and reads until the other side closes. With `cut` this side sends no more. */
export function sendRaw(url: string, bytes: string, cut?: 'cut'): Promise<RawReply> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname);
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    // A server that refuses may close while this side still sends.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(replyOf(text)));
    if (cut) socket.end(bytes, 'latin1');
    else socket.write(bytes, 'latin1');
  });
}

function replyOf(text: string): RawReply {
  const answers = text.split(/(?=^HTTP\/1\.[01] \d{3} )/m).filter((each) => each !== '');
  const statuses = answers.map((answer) => Number(answer.slice(9, 12)));
  const last = answers.at(-1) ?? '';
  const end = last.indexOf('\r\n\r\n');
  const headers = new Map(
    last
      .slice(0, Math.max(end, 0))
      .split('\r\n')
      .slice(1)
      .map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
  return {
    statuses: statuses.filter((status) => status !== 100),
    header: (name) => headers.get(name),
    body: end < 0 ? '' : last.slice(end + 4),
  };
}
