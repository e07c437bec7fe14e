/** What the charts' module uses of ECharts. */
export interface Echarts {
  init(place: HTMLElement, theme: object | null, options: object): Chart;
}

export interface Chart {
  setOption(option: object, how?: { readonly notMerge?: boolean }): void;
  setTheme(theme: object | string): void;
  resize(size: { readonly width: number; readonly height: number }): void;
  dispatchAction(action: object): void;
  // deno-lint-ignore no-explicit-any
  on(type: string, act: (event: any) => void): void;
  // deno-lint-ignore no-explicit-any
  getZr(): { on(type: string, act: (event: any) => void): void };
  getModel(): { getSeries(): readonly Series[] };
  dispose(): void;
}

export interface Series {
  readonly seriesIndex: number;
  readonly name: string;
  getData(): {
    count(): number;
    getName(index: number): string;
    getRawIndex(index: number): number;
    getItemLayout(index: number): unknown;
    // deno-lint-ignore no-explicit-any
    getLayout(name: string): any;
  };
  getRawValue(index: number): unknown;
}
