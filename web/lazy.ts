/** A module that is loaded when it is first wanted: most pages do without most of them. */
export class Lazy<M> {
  /** The module; null as long as it is not loaded. */
  module: M | null = null;
  readonly #import: () => Promise<M>;
  /** What kept it from being loaded the last time; null if nothing did. */
  failure: unknown = null;
  #loading: Promise<void> | null = null;

  constructor(load: () => Promise<M>) {
    this.#import = load;
  }

  /** Loads it, once; after a failure, anew. */
  load(): Promise<void> {
    return this.#loading ??= this.#import().then((module) => {
      this.module = module;
      this.failure = null;
    }).catch((error) => {
      this.#loading = null;
      this.failure = error;
      throw error;
    });
  }
}
