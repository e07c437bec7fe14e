/** The pages behind the golden cases. What they draw is pinned by `output.txt`: change both or none. */
import * as st from "@eddy/eddy";

/** One page for one test, and what lets its slow parts go on. */
export interface WireApp {
  readonly page: () => unknown;
  /** Opens the gate that its slow code waits at. */
  readonly release: () => void;
}

/** Makes each page anew, so that no case sees what another one left. */
export const APPS: Readonly<Record<string, () => WireApp>> = {
  counter: () =>
    quick(() => {
      const clicks = st.fragment(function clicks() {
        st.sessionState.n ??= 0;
        if (st.button("Plus one!")) st.sessionState.n++;
        st.write(`Clicked ${st.sessionState.n} times`);
      });
      return () => {
        st.title("Counter");
        clicks();
        st.sidebar.checkbox("Agree", { key: "agree" });
      };
    }),

  nested: () =>
    quick(() => {
      const runs = { outer: 0, inner: 0 };
      const inner = st.fragment(function inner() {
        st.button("In inner");
        st.write(`inner ${++runs.inner}`);
      });
      const outer = st.fragment(function outer() {
        st.button("In outer");
        st.container({ border: true })(() => inner());
        st.write(`outer ${++runs.outer}`);
      });
      return () => outer();
    }),

  list: () =>
    quick(() => () => {
      const urgent = st.checkbox("Urgent", { key: "urgent" });
      for (let i = 1; i <= 5; i++) st.text(`Row ${i}${urgent && i === 3 ? " (urgent)" : ""}`);
      st.container()(() => st.text("Below"));
    }),

  effects: () =>
    quick(() => {
      const effects = st.fragment(function effects() {
        if (st.button("Go")) {
          st.toast("Saved **it**", { icon: "✅" });
          st.balloons();
          st.queryParams.set("view", "a b");
        }
      });
      return () => effects();
    }),

  outside: () =>
    quick(() => () => {
      const box = st.container();
      const slot = st.empty();
      let runs = 0;
      st.fragment(function writer() {
        st.button("Write");
        box.text(`line ${++runs}`);
        slot.text(`slot ${runs}`);
      })();
    }),

  lines: () => slow("first\nsecond\n\nfourth"),
  returns: () => slow("one\rtwo\r\nthree\revent: other"),
};

function quick(make: () => () => unknown): WireApp {
  return { page: make(), release: () => {} };
}

/** A fragment that shows a text, waits, and shows it again. */
function slow(text: string): WireApp {
  const gate = Promise.withResolvers<void>();
  const part = st.fragment(async function part() {
    if (!st.button("Go")) return;
    st.text(text);
    await gate.promise;
    st.text("done");
  });
  return { page: async () => await part(), release: () => gate.resolve() };
}
