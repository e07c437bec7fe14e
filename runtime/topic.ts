/** Named events that reach every open page. How they travel between processes is `transport/`'s. */

/** A named event that reaches every open page, in every process that shares the store. */
export interface Topic {
  /** Two topics of one name are the same. */
  readonly name: string;
  /**
   * Has every fragment that runs on it rerun, wherever its page is open. Resolves when it is on its
   * way.
   *
   * @throws {Error} If the store that should carry it cannot be reached.
   */
  publish(): Promise<void>;
}

/** Carries a topic to the pages of one app. */
type Carrier = (name: string) => Promise<void>;

const carriers: Set<Carrier> = new Set();

/** Has `carrier` told of what is published in this process, until the result is disposed of. */
export function carryTopics(carrier: Carrier): Disposable {
  carriers.add(carrier);
  return { [Symbol.dispose]: () => void carriers.delete(carrier) };
}

/**
 * Names an event. Fragments with `runOn` rerun when it is published: by another user's click, a
 * timer, a request from elsewhere.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const orders: string[] = [];
 * const changed = st.topic("orders");
 *
 * const list = st.fragment(() => st.write(orders), { runOn: changed });
 *
 * st.createApp(() => {
 *   if (st.button("Order")) {
 *     orders.push(`Order ${orders.length + 1}`);
 *     changed.publish();
 *   }
 *   list();
 * });
 * ```
 *
 * @throws {RangeError} If the name is empty or longer than 200 characters.
 */
export function topic(name: string): Topic {
  if (name.length < 1 || name.length > 200) {
    throw new RangeError(`Cannot name a topic "${name}": a name has 1 to 200 characters`);
  }
  return {
    name,
    publish: async () => {
      await Promise.all([...carriers].map((carry) => carry(name)));
    },
  };
}
