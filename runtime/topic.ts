/** Named events that reach open pages. */

/** A named event that reaches every open page, in every process that shares the store. */
export interface Topic {
  readonly name: string;
  /** Tells every fragment that runs on this topic. */
  publish(): Promise<void>;
}
