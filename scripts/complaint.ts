/** Why a script cannot go on, in one sentence for the person who started it. */
export class Complaint extends Error {
  override readonly name = 'Complaint';
}
