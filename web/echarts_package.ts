/** The package of ECharts, which is loaded when the first of its charts is drawn. */

/** As the import map has it. */
export const ECHARTS_VERSION = "6.1.0";

/** What is used of ECharts on the server. */
export interface EchartsModule {
  init(
    place: null,
    theme?: object | null,
    options?: {
      readonly renderer: "svg";
      readonly ssr: true;
      readonly width: number;
      readonly height: number;
      readonly locale: string;
    },
  ): EchartsInstance;
  setPlatformAPI(platform: { measureText(text: string, font?: string): { width: number } }): void;
}

export interface EchartsInstance {
  setOption(option: object): void;
  dispatchAction(action: object): void;
  getZr(): { readonly painter: { renderToVNode(options: object): EchartsNode } };
  getModel(): { getSeriesCount(): number };
  dispose(): void;
}

/** A drawing of ECharts before it is written as SVG. */
export interface EchartsNode {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly children?: readonly (EchartsNode | null | undefined)[];
  readonly text?: string;
}

/** Imports ECharts. */
export async function importEcharts(): Promise<EchartsModule> {
  // What is imported by a literal is downloaded at the start of every app, and this is 60 MB.
  const specifier = `npm:echarts@${ECHARTS_VERSION}`;
  try {
    return await import(specifier);
  } catch (cause) {
    throw new Error(
      'Cannot draw echartsChart(): npm package "echarts" cannot be loaded; an app that has no network ' +
        'needs import "@eddy/eddy/echarts"',
      { cause },
    );
  }
}
