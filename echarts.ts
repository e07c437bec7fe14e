/**
 * Has ECharts come with the app. It is large, so that only apps which import this module install, cache and
 * compile it; for others, `echartsChart()` downloads it when the first chart is drawn.
 *
 * ```ts ignore
 * import "@eddy/eddy/echarts";
 * ```
 *
 * @module
 */

/**
 * Loads ECharts now, rather than with the first chart.
 *
 * @example
 * ```ts
 * import { loadEcharts } from "@eddy/eddy/echarts";
 *
 * await loadEcharts();
 * ```
 */
export async function loadEcharts(): Promise<void> {
  await import("echarts");
}
