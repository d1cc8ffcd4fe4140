/** A resource whose JSON is stored as it is answered: nothing parses it only to print it again. */
export class ReadyJson {
  readonly text: string;
  /** What cache tags name it by. */
  readonly id: string | undefined;

  constructor(text: string, id?: string) {
    this.text = text;
    this.id = id;
  }
}

/** What a verb answered, as the body of its answer. */
export const textOf = (resource: unknown): string =>
  resource instanceof ReadyJson ? resource.text : JSON.stringify(resource);
