/** A page with all that can be under way: a live stream, an answer that takes its time, what is typed. */
import * as st from "../../../mod.ts";

const counted = st.state({ done: 0 });

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves once the file `HOLD` is there, if one is named. */
async function mayGoOn(): Promise<void> {
  for (const file = Deno.env.get("HOLD"); file !== undefined;) {
    try {
      return void await Deno.stat(file);
    } catch {
      await later(20);
    }
  }
}

const clock = st.fragment(() => {
  st.write(`Tick ${counted.done}`);
  st.caption(`Beat ${st.sessionState.beat = (st.sessionState.beat ?? 0) + 1}`);
}, { runEvery: 0.2 });

const work = st.fragment(async () => {
  if (st.button("Work")) {
    for (let step = 1; step <= 3; step++) {
      st.write(`Step ${step}`);
      await later(250);
      if (step === 2) await mayGoOn();
    }
    counted.done++;
  }
  st.write(`Done ${counted.done}`);
});

export function slowPage(): void {
  if (!st.context.url.searchParams.has("still")) clock();
  void work();
  st.write(`Hello ${st.textInput("Name", { key: "name" }) || "nobody"}`);
  st.write(`Looks for ${st.textInput("Search", { live: true }) || "nothing"}`);
}
