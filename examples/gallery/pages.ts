import * as st from "@eddy/eddy";

/**
 * Declares an app’s pages, draws their menu, and answers the one that was asked for. The menu of this gallery
 * is its work.
 * @see page, switchPage, sidebar
 */
export async function navigation() {
  const frame = await Deno.readTextFile(new URL("../gallery.ts", import.meta.url));
  st.write("The end of `examples/gallery.ts`, what stands around all pages:");
  st.code(frame.slice(frame.lastIndexOf("st.serve(")), { language: "typescript", wrap: true });
}

/**
 * Makes a page of a function; it has an address, a title and an icon.
 * @see navigation
 */
export function page() {
  const tools = st.page(() => st.title("Tools"), {
    path: "/tools",
    title: "Tools",
    icon: "🧰",
    hidden: true,
  });
  st.json({ path: tools.path, title: tools.title });
}

/**
 * A link within the app; following it keeps the session. It can lead to a heading, and bring a query along.
 * @see linkButton, switchPage
 */
export function pageLink() {
  st.pageLink("/", { icon: "🏠", label: "Where you came from" });
  st.pageLink("/inputs", { label: "Sliders", anchor: "slider", help: "To its heading" });
  st.pageLink("/control", { label: "The board", query: { view: "board" }, icon: "📋" });
}

/**
 * Ends this run and shows another page.
 * @see pageLink, rerun
 */
export function switchPage() {
  const to = st.selectbox("Page", ["/text", "/charts", "/chat"]);
  if (st.button("Go there")) st.switchPage(to);
}

/**
 * The window’s title and icon, how wide the page is, how the sidebar begins, and whether the page reruns by
 * itself.
 * @see title, runEvery, logo
 */
export function setPageConfig() {
  const layout = st.segmentedControl("Layout", ["wide", "centered"] as const, {
    value: "wide",
    required: true,
  });
  st.setPageConfig({ layout: layout!, sidebar: "auto", title: "Pages of Eddy", icon: "🗂️" });
}

/**
 * A logo above the sidebar, or in the bar of a phone. This page has one.
 * @see image, setPageConfig
 */
export function logo() {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">
    <rect width="28" height="28" rx="7" fill="#1f5fbf"/>
    <path d="M21 9a8 8 0 1 0 0 10M18 14a4 4 0 1 0-4 4" stroke="#fff" stroke-width="2.5" fill="none"/>
  </svg>`;
  st.caption("Look up.");
  st.logo(new TextEncoder().encode(svg), { size: "medium", alt: "Eddy", link: "/" });
}
