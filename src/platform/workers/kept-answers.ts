import { type Answer, type ClaimRecord, answerKeptMs } from '../../db/commands.ts';

/** Answers under an Idempotency-Key in a table of an object: beside its state, which is loaded without them. */
export class KeptAnswers {
  readonly #sql: SqlStorage;
  #isThere = false;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  #table(): SqlStorage {
    if (!this.#isThere)
      this.#sql
        .exec(`CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,
        created_at INTEGER NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL) STRICT`);
    this.#isThere = true;
    return this.#sql;
  }

  find(key: string): ClaimRecord | undefined {
    const [found] = this.#table().exec<ClaimRecord & Record<string, SqlStorageValue>>(
      `SELECT fingerprint, NULL AS ref, status, body, created_at AS createdAt FROM answers WHERE key = ?`,
      key,
    );
    return found;
  }

  /** Stores an answer unless there is one; undefined when the key is another request's. */
  keep(
    { key, fingerprint, status, body }: Answer,
    nowMs: number,
  ): { status: number; body: string } | undefined {
    const sql = this.#table();
    sql.exec(`DELETE FROM answers WHERE created_at < ?`, nowMs - answerKeptMs);
    const known = this.find(key);
    if (known) {
      const { status: first, body: text } = known;
      const same = known.fingerprint === fingerprint && first !== null && text !== null;
      return same ? { status: first, body: text } : undefined;
    }
    sql.exec(
      `INSERT INTO answers(key, fingerprint, status, body, created_at) VALUES (?, ?, ?, ?, ?)`,
      key,
      fingerprint,
      status,
      body,
      nowMs,
    );
    return { status, body };
  }

  /** Until when the newest has to be kept; undefined where there is none. */
  keptUntilMs(): number | undefined {
    const { newest } = this.#table()
      .exec<{ newest: number | null }>('SELECT max(created_at) AS newest FROM answers')
      .one();
    return newest === null ? undefined : newest + answerKeptMs;
  }

  /** After the object's storage was emptied. */
  forget(): void {
    this.#isThere = false;
  }
}
