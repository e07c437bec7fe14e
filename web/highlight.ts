/**
 * Colours source code on the server, by highlight.js. Its core and each language are loaded when they
 * are first wanted.
 */
import type { HLJSApi, LanguageFn } from "highlight.js";
import { BoundedCache } from "./bounded_cache.ts";
import { escape } from "./escape.ts";
import { Lazy } from "./lazy.ts";

type LanguageModule = { readonly default: LanguageFn };

const LANGUAGES: Readonly<Record<string, () => Promise<LanguageModule>>> = {
  bash: () => import("highlight.js/lib/languages/bash"),
  c: () => import("highlight.js/lib/languages/c"),
  cpp: () => import("highlight.js/lib/languages/cpp"),
  csharp: () => import("highlight.js/lib/languages/csharp"),
  css: () => import("highlight.js/lib/languages/css"),
  diff: () => import("highlight.js/lib/languages/diff"),
  dockerfile: () => import("highlight.js/lib/languages/dockerfile"),
  go: () => import("highlight.js/lib/languages/go"),
  graphql: () => import("highlight.js/lib/languages/graphql"),
  http: () => import("highlight.js/lib/languages/http"),
  ini: () => import("highlight.js/lib/languages/ini"),
  java: () => import("highlight.js/lib/languages/java"),
  javascript: () => import("highlight.js/lib/languages/javascript"),
  json: () => import("highlight.js/lib/languages/json"),
  julia: () => import("highlight.js/lib/languages/julia"),
  kotlin: () => import("highlight.js/lib/languages/kotlin"),
  latex: () => import("highlight.js/lib/languages/latex"),
  lua: () => import("highlight.js/lib/languages/lua"),
  makefile: () => import("highlight.js/lib/languages/makefile"),
  markdown: () => import("highlight.js/lib/languages/markdown"),
  php: () => import("highlight.js/lib/languages/php"),
  powershell: () => import("highlight.js/lib/languages/powershell"),
  python: () => import("highlight.js/lib/languages/python"),
  r: () => import("highlight.js/lib/languages/r"),
  ruby: () => import("highlight.js/lib/languages/ruby"),
  rust: () => import("highlight.js/lib/languages/rust"),
  scala: () => import("highlight.js/lib/languages/scala"),
  scss: () => import("highlight.js/lib/languages/scss"),
  shell: () => import("highlight.js/lib/languages/shell"),
  sql: () => import("highlight.js/lib/languages/sql"),
  swift: () => import("highlight.js/lib/languages/swift"),
  typescript: () => import("highlight.js/lib/languages/typescript"),
  xml: () => import("highlight.js/lib/languages/xml"),
  yaml: () => import("highlight.js/lib/languages/yaml"),
};

const ALIASES: Readonly<Record<string, string>> = {
  "c++": "cpp",
  "c#": "csharp",
  cjs: "javascript",
  console: "shell",
  cs: "csharp",
  docker: "dockerfile",
  html: "xml",
  js: "javascript",
  jsonc: "json",
  jsx: "javascript",
  kt: "kotlin",
  make: "makefile",
  md: "markdown",
  mjs: "javascript",
  mts: "typescript",
  patch: "diff",
  ps1: "powershell",
  py: "python",
  rb: "ruby",
  rs: "rust",
  sh: "bash",
  svg: "xml",
  tex: "latex",
  toml: "ini",
  ts: "typescript",
  tsx: "typescript",
  yml: "yaml",
  zsh: "bash",
};

/** Languages that stand inside another one. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  markdown: ["xml"],
  php: ["xml"],
  shell: ["bash"],
  xml: ["css", "javascript"],
};

/** Longer code is shown without colours: nobody reads it, and everybody would wait for it. */
const LONGEST = 100_000;

let highlighter: HLJSApi | null = null;
const loaders = new Map<string, Lazy<void>>();
const coloured = new BoundedCache(2_000_000);

/** What colours code of this language; null if nothing does. Until it is loaded, code stays plain. */
export function highlighterFor(name: string): Lazy<void> | null {
  const language = languageNamed(name);
  return language === null ? null : loaderOf(language);
}

function languageNamed(name: string): string | null {
  const lower = name.toLowerCase();
  const language = Object.hasOwn(ALIASES, lower) ? ALIASES[lower]! : lower;
  return Object.hasOwn(LANGUAGES, language) ? language : null;
}

function loaderOf(language: string): Lazy<void> {
  let loader = loaders.get(language);
  if (loader === undefined) loaders.set(language, loader = new Lazy(() => load(language)));
  return loader;
}

async function load(language: string): Promise<void> {
  const [{ default: core }, { default: definition }] = await Promise.all([
    import("highlight.js/lib/core"),
    LANGUAGES[language]!(),
    ...(INSIDE[language] ?? []).map((inner) => loaderOf(inner).load()),
  ]);
  highlighter = core;
  core.registerLanguage(language, definition);
}

/** `source` as markup, in colours if its language is known and loaded. */
export function highlighted(source: string, name: string | null): string {
  const language = name === null ? null : languageNamed(name);
  if (language === null || source.length > LONGEST || !highlighter?.getLanguage(language)) {
    return escape(source);
  }
  return coloured.get(
    `${language}\n${source}`,
    () => highlighter!.highlight(source, { language, ignoreIllegals: true }).value,
  );
}
