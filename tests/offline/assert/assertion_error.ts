/** What every failed assertion throws. */
export class AssertionError extends Error {
  /** As in `@std/assert`: a message, and the cause if there is one. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}
