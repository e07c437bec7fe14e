// @ts-check
/** The page's look as a theme of ECharts: on the server for what is drawn first, then in the browser. */

/** The page's colours that it is made of. */
export const ECHARTS_COLORS = [
  ...["text", "text-muted", "background", "raised", "border", "border-strong", "accent"],
  ...Array.from({ length: 8 }, (_, i) => `chart-${i + 1}`),
];

/**
 * @param {Readonly<Record<string, string>>} colors by name @param {{ font: string, dark: boolean }} look
 * @returns {Record<string, unknown>}
 */
export function echartsTheme(colors, { font, dark }) {
  const { text, border, raised, accent, background } = colors;
  const muted = colors["text-muted"];
  const strong = colors["border-strong"];
  const line = { lineStyle: { color: border } };
  const small = { color: muted, fontSize: 12 };
  const words = { textStyle: { color: muted, fontSize: 12 } };
  const axis = {
    ...{ axisLine: line, axisTick: line, splitLine: line, minorSplitLine: line },
    axisLabel: small,
    nameTextStyle: small,
  };
  const outside = { label: { color: text } };
  return {
    darkMode: dark,
    color: Array.from({ length: 8 }, (_, i) => colors[`chart-${i + 1}`]),
    backgroundColor: "transparent",
    textStyle: { fontFamily: font, color: text },
    title: {
      textStyle: { color: text, fontSize: 14, fontWeight: 600 },
      subtextStyle: small,
    },
    legend: {
      ...words,
      ...{ inactiveColor: strong, inactiveBorderColor: strong, pageIconColor: muted },
      ...{ pageIconInactiveColor: border, pageTextStyle: small },
    },
    tooltip: {
      ...{ backgroundColor: raised, borderColor: border, borderWidth: 1 },
      textStyle: { color: text, fontSize: 13 },
    },
    axisPointer: {
      ...{ lineStyle: { color: strong }, crossStyle: { color: strong } },
      label: { color: text, backgroundColor: raised, borderColor: border, borderWidth: 1 },
    },
    ...{ categoryAxis: axis, valueAxis: axis, logAxis: axis, timeAxis: axis },
    radar: { ...axis, axisName: small, splitArea: { show: false }, symbol: "circle" },
    parallel: { parallelAxisDefault: axis },
    calendar: {
      ...{ itemStyle: { color: background, borderColor: border }, splitLine: line },
      ...{ dayLabel: small, monthLabel: small, yearLabel: small },
    },
    dataZoom: {
      // A wheel scrolls the page; with the control key it zooms.
      zoomOnMouseWheel: "ctrl",
      ...{ borderColor: border, textStyle: small, fillerColor: "rgba(128,128,128,0.2)" },
      ...{ handleStyle: { color: raised, borderColor: strong }, brushSelect: false },
      ...{
        moveHandleStyle: { color: strong },
        dataBackground: { ...line, areaStyle: { color: border } },
      },
      selectedDataBackground: { lineStyle: { color: strong }, areaStyle: { color: strong } },
      emphasis: { handleStyle: { borderColor: accent }, moveHandleStyle: { color: accent } },
    },
    visualMap: { textStyle: small },
    timeline: {
      ...{ lineStyle: { color: border }, itemStyle: { color: strong }, label: small },
      controlStyle: { color: muted, borderColor: strong },
    },
    toolbox: {
      iconStyle: { borderColor: muted },
      emphasis: { iconStyle: { borderColor: accent } },
    },
    brush: { brushStyle: { color: "rgba(128,128,128,0.15)", borderColor: strong } },
    markLine: outside,
    // A ring's inside would be white in the dark.
    line: { symbol: "circle", symbolSize: 6 },
    pie: { labelLine: line },
    treemap: {
      label: { color: background },
      breadcrumb: {
        itemStyle: { color: border, textStyle: { color: text } },
        emphasis: { itemStyle: { color: strong } },
      },
    },
    gauge: {
      ...{ axisLabel: small, title: { color: muted }, detail: { color: text } },
      axisLine: { lineStyle: { color: [[1, border]] } },
    },
    ...{ graph: outside, tree: outside, sankey: outside },
    candlestick: {
      itemStyle: {
        ...{ color: colors["chart-3"], borderColor: colors["chart-3"] },
        ...{ color0: colors["chart-7"], borderColor0: colors["chart-7"] },
      },
    },
  };
}
