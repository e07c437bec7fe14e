/** How long an author waits for the types of an app with 50 widgets to be checked. */
import { median, round, spread } from "./figure.ts";
import type { Figure, Plan } from "./figure.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const WIDGETS = 50;

export async function types({ quick }: Plan): Promise<Figure[]> {
  const rounds = quick ? 1 : 3;
  const full: number[] = [];
  const empty: number[] = [];
  // The library alone, once, so that its own check is not counted.
  await check(program(0));
  for (let i = 0; i < rounds; i++) {
    full.push(await check(program(WIDGETS)));
    empty.push(await check(program(0)));
  }
  return [{
    name: `deno check of an app with ${WIDGETS} widgets`,
    value: median(full) / 1000,
    unit: "s",
    spread: spread(full.map((ms) => ms / 1000)),
    detail:
      `an app without any: ${round(median(empty) / 1000)} s, each in a new process; changed ` +
      "since the check before, as after an edit",
    budget: null,
  }];
}

/** Milliseconds of `deno check`. */
async function check(source: string): Promise<number> {
  // Inside the tree, for its import map; what was checked before is known by its text.
  const path = `${ROOT}tests/bench/.types-${crypto.randomUUID()}.ts`;
  await Deno.writeTextFile(path, `// ${crypto.randomUUID()}\n${source}`);
  try {
    const start = performance.now();
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", path],
      stdin: "null",
    }).output();
    if (!success) throw new Error(`Cannot time the check: ${new TextDecoder().decode(stderr)}`);
    return performance.now() - start;
  } finally {
    await Deno.remove(path);
  }
}

function program(widgets: number): string {
  const lines = Array.from({ length: widgets }, (_, i) => widget(i));
  return [
    'import * as st from "@eddy/eddy";',
    "st.createApp(() => {",
    '  st.title("Checked");',
    ...lines.map((line) => `  ${line}`),
    "});",
    "",
  ].join("\n");
}

/** A widget whose value is used as what its type says. */
function widget(i: number): string {
  switch (i % 5) {
    case 0:
      return `if (st.button("Press ${i}")) st.write("pressed");`;
    case 1:
      return `st.write(st.textInput("Text ${i}", { maxChars: 9 }).toUpperCase());`;
    case 2:
      return `const choice${i}: "red" | "green" = st.selectbox("Choice ${i}", ["red", "green"]); st.write(choice${i});`;
    case 3:
      return `st.write(String(st.slider("Level ${i}", { min: 0, max: 9 }).toFixed(1)));`;
    default:
      return `st.write(st.multiselect("Several ${i}", ["a", "b"]).join());`;
  }
}
