/** Environment variables as a test needs them, and back again. */

/**
 * Has variables say so, or be missing where null stands, until the result is disposed of. Only for whoever asks
 * here: the process' own are shared with the test files that run beside this one.
 */
export function withEnvironment(variables: Readonly<Record<string, string | null>>): Disposable {
  const { get } = Deno.env;
  Deno.env.get = (name) =>
    Object.hasOwn(variables, name) ? variables[name] ?? undefined : get.call(Deno.env, name);
  return {
    [Symbol.dispose]() {
      Deno.env.get = get;
    },
  };
}
