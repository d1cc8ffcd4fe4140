type Undo = () => unknown;

const undos: Undo[] = [];

/** Whatever a section starts or writes is ended here, also when it fails or is interrupted. */
export function atEnd(undo: Undo): void {
  undos.push(undo);
}

/** Ends everything, the latest first. */
export async function endAll(): Promise<void> {
  for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error(`could not clean up: ${String(error)}`);
    }
  }
}
