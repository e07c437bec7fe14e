/** What axe finds wrong with a page as it is shown. */
import axe from "npm:axe-core@4.14.1";
import type { Page } from "playwright-core";

/** The rules of axe's whose answer changes with the colors. */
export const COLOR_RULES: readonly string[] = ["color-contrast", "link-in-text-block"];

/** What axe finds serious, named by rule and place; by all its rules, or by `rules` only. */
export async function flaws(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Told by the debugger: as a script of the page, the policy would not let it run.
  if (await page.evaluate("globalThis.axe === undefined")) await page.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ["violations"], runOnly: rules });
  const { violations } = await page.evaluate(`axe.run(${options})`) as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`)
    );
}

/** The same in light and in dark, once what fades in has done so. */
export async function flawsInBothSchemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const inLight = await flaws(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const inDark = await flaws(page, COLOR_RULES);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  return [...inLight, ...inDark.map((flaw) => `in the dark, ${flaw}`)];
}
