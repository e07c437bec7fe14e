/** Environment variables as a test needs them, and back again. */

/** Sets variables, or takes them away where null stands, until the result is disposed of. */
export function withEnvironment(variables: Readonly<Record<string, string | null>>): Disposable {
  const before = new Map<string, string | undefined>();
  const set = (name: string, value: string | null | undefined) =>
    value === null || value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
  for (const [name, value] of Object.entries(variables)) {
    before.set(name, Deno.env.get(name));
    set(name, value);
  }
  return {
    [Symbol.dispose]() {
      for (const [name, value] of before) set(name, value);
    },
  };
}
