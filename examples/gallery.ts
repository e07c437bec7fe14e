/** Every element, with the source that runs beside it: what a newcomer looks at first. */
import * as st from "@eddy/eddy";
import { groups } from "./gallery/groups.ts";
import OPTIONS from "./gallery/options.json" with { type: "json" };
import type { Demo } from "./gallery/demo.ts";

const demos = groups.flatMap((group) => group.demos.map((demo) => ({ ...demo, group })));
const byName = new Map(demos.map((demo) => [demo.name, demo]));

/** Using a demo reruns it alone. */
const running = new Map(demos.map(({ name, run }) => [
  name,
  st.fragment(run, { key: `${name}-demo`, outside: "replace" }),
]));

/** What a demo's function takes, drawn once somebody wants to know. */
const options = st.fragment(function options(name: string) {
  const known: readonly string[][] | undefined = Reflect.get(OPTIONS, name);
  if (known === undefined) return;
  const panel = st.expander(`Options of \`${name}\``, { onChange: "rerun" });
  if (!panel.open) return;
  const cell = (text: string) => text.replaceAll("|", "\\|");
  const rows = known.map(([option, type, words]) =>
    `| **${option}** \`${cell(type!)}\` | ${cell(words!)} |`
  );
  panel.markdown(["| Option | What it does |", "| --- | --- |", ...rows].join("\n"));
});

function linkTo(name: string): void {
  const { path } = byName.get(name)!.group;
  st.pageLink(path, { label: name, anchor: name });
}

function show({ name, about, related, source }: Demo): void {
  st.header(name, { divider: true });
  const places = st.grid({ columns: 2, minWidth: 464 });
  places.container()(() => {
    st.markdown(about);
    st.container({ border: true })(() => {
      running.get(name)!();
    });
    if (related.length === 0) return;
    st.container({ horizontal: true, gap: "none", align: "center" })(() => {
      st.caption("See also");
      related.forEach(linkTo);
    });
  });
  places.container()(() => {
    st.code(source, { language: "typescript", wrap: true });
    options(name);
  });
}

const pages = groups.map(({ path, title, icon, about, demos }) =>
  st.page(() => {
    st.title(title);
    st.markdown(about);
    demos.forEach(show);
  }, { path, title, icon })
);

const home = st.page(() => {
  st.title("Eddy’s gallery");
  st.markdown(
    `All ${demos.length} things that a page can draw or do: try them on the left, read them on the right. ` +
      "The source beside a demo is the one that runs. It goes into a page:",
  );
  st.code('import * as st from "@eddy/eddy";\n\nst.serve(() => {\n  …\n});', {
    language: "typescript",
  });
  for (const { path, title, icon, about, demos } of groups) {
    st.divider();
    const [words, names] = st.columns([1, 2], { gap: "medium" });
    words!(() => {
      st.pageLink(path, { label: `**${title}**`, icon });
      st.caption(about);
    });
    names!.container({ horizontal: true, gap: "none" })(() =>
      demos.forEach(({ name }) => linkTo(name))
    );
  }
}, { path: "/", title: "Gallery", icon: "🏠" });

/** Finds demos by their names and what is told of them. */
const search = st.fragment(function search() {
  const asked = st.textInput("Find a demo", {
    key: "find",
    live: true,
    labelVisibility: "collapsed",
    placeholder: "Find: slider, upload, chart …",
  });
  const words = asked.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (words.length === 0) return;
  const has = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const named = demos.filter(({ name }) => has(name));
  const told = demos.filter(({ name, about }) => !has(name) && has(about));
  const found = [...named, ...told].slice(0, 12);
  if (found.length === 0) st.caption(`Nothing here is about “${asked}”.`);
  st.container({ horizontal: true, gap: "none" })(() => found.forEach(({ name }) => linkTo(name)));
});

const visit = st.state({ page: "/" });

st.serve(async () => {
  st.setPageConfig({ layout: "wide" });
  const current = st.navigation([home, ...pages], { expanded: true });
  // What was looked for has been found.
  if (visit.page !== current.path) st.sessionState.find = "";
  visit.page = current.path;
  search();
  await current.run();
});
