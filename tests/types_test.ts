/**
 * What the compiler knows of the author's functions: names, options and results as the contract has
 * them. These tests pass when they compile; nothing in them runs.
 */
import * as st from "../mod.ts";

/** Compiles only if both types are the same. */
function same<A, B>(
  ..._proof: (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? [] : [never]
): void {}

/** Never called: the compiler has read it by then. */
function compiled(_body: (contract: Contract) => unknown): void {}

/** A widget's options in the contract. */
interface WidgetOptions {
  key?: string;
  help?: string;
  disabled?: boolean;
  labelVisibility?: "visible" | "hidden" | "collapsed";
  onChange?: () => unknown;
  rerun?: boolean;
  persist?: "page" | "session";
  bindQuery?: string;
}
interface ButtonOptions {
  key?: string;
  help?: string;
  disabled?: boolean;
  kind?: "primary" | "secondary" | "tertiary";
  icon?: string;
  onClick?: () => unknown;
  shortcut?: string;
}
type ChoiceOptions<T> = WidgetOptions & { format?: (option: T) => string; placeholder?: string };
type TextOptions = WidgetOptions & {
  value?: string;
  placeholder?: string;
  maxChars?: number;
  live?: boolean;
};
interface UploadedFile {
  readonly name: string;
  /** Beyond the contract. */
  readonly path: string;
  readonly type: string;
  readonly size: number;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
  stream(): ReadableStream<Uint8Array>;
}

/** The contract, as far as this file goes. */
interface Contract {
  radio<T, I extends number | null = number>(
    label: string,
    options: readonly T[],
    settings?: ChoiceOptions<T> & {
      index?: I;
      horizontal?: boolean;
      captions?: readonly string[];
    },
  ): null extends I ? T | null : T;
  selectbox<T, I extends number | null = number>(
    label: string,
    options: readonly T[],
    settings?: ChoiceOptions<T> & { index?: I },
  ): null extends I ? T | null : T;
  multiselect<T>(
    label: string,
    options: readonly T[],
    settings?: ChoiceOptions<T> & { value?: readonly T[]; maxSelections?: number },
  ): T[];
  slider<V extends number | readonly [number, number] = number>(
    label: string,
    options?: WidgetOptions & {
      min?: number;
      max?: number;
      step?: number;
      value?: V;
      format?: string;
    },
  ): V extends number ? number : [number, number];
  numberInput(
    label: string,
    options?: WidgetOptions & {
      value?: number | null;
      min?: number;
      max?: number;
      step?: number;
      placeholder?: string;
    },
  ): number | null;
  textArea(label: string, options?: TextOptions & { height?: number }): string;
  dateInput(
    label: string,
    options?: WidgetOptions & {
      value?: string | Date | "today" | null;
      min?: string;
      max?: string;
    },
  ): string | null;
  colorPicker(label: string, options?: WidgetOptions & { value?: string }): string;
  fileUploader<M extends boolean = false>(
    label: string,
    options?: WidgetOptions & { accept?: readonly string[]; multiple?: M; maxSize?: number },
  ): M extends true ? UploadedFile[] : UploadedFile | null;
  downloadButton(
    label: string,
    data: string | Uint8Array | (() => string | Uint8Array | Promise<string | Uint8Array>),
    options?: ButtonOptions & { fileName?: string; mime?: string },
  ): boolean;
  chatInput(
    placeholder?: string,
    options?: { key?: string; disabled?: boolean; maxChars?: number; onSubmit?: () => unknown },
  ): string | null;
  formSubmitButton(label?: string, options?: ButtonOptions): boolean;
  form(
    key: string,
    options?: { clearOnSubmit?: boolean; enterToSubmit?: boolean; border?: boolean },
  ): st.Container;
}

Deno.test("each input widget has the parameters and the result of the contract", () => {
  compiled(() => {
    const functions: Contract = st;
    return functions;
  });
  // And back: nothing is asked for that the contract does not name; it has no ranges of days, no
  // files in a chat, and no times on a slider.
  compiled((contract: Contract) => {
    const functions: Omit<
      Pick<typeof st, keyof Contract>,
      "dateInput" | "chatInput" | "slider"
    > = contract;
    return functions;
  });
  compiled((): void => {
    same<ReturnType<typeof st.numberInput>, number | null>();
    same<ReturnType<typeof st.dateInput>, string | null>();
    same<ReturnType<typeof st.chatInput>, string | null>();
  });
});

Deno.test("each input widget is a method of containers, too", () => {
  compiled(() => {
    const methods: Omit<Contract, never> = st.sidebar;
    return methods;
  });
});

interface City {
  readonly name: string;
}
declare const CITIES: readonly City[];

Deno.test("a choice answers a member of its options, or null where it may be none", () => {
  compiled(() => {
    const size = st.radio("Size", ["S", "M"] as const);
    same<typeof size, "S" | "M">();
    const maybe = st.radio("Size", ["S", "M"] as const, { index: null });
    same<typeof maybe, "S" | "M" | null>();
    const second = st.radio("Size", ["S", "M"] as const, { index: 1, horizontal: true });
    same<typeof second, "S" | "M">();
    const city = st.selectbox("City", CITIES, { format: ({ name }) => name });
    same<typeof city, City>();
    const noCity = st.selectbox("City", CITIES, { index: null, placeholder: "Any" });
    same<typeof noCity, City | null>();
    const index = Math.random() < 0.5 ? null : 1;
    const either = st.selectbox("City", CITIES, { index });
    same<typeof either, City | null>();
    const known = st.selectbox("Size", ["S", "M"] as const, { value: "M" });
    same<typeof known, "S" | "M">();
    // @ts-expect-error: no option
    st.radio("Size", ["S", "M"] as const, { value: "L" });
    const texts = st.selectbox("City", ["Vienna", "Graz"]);
    same<typeof texts, string>();
    const entered = st.selectbox("City", CITIES, { acceptNewOptions: true, search: "prefix" });
    same<typeof entered, City | string>();
    const perhaps = st.selectbox("City", CITIES, { acceptNewOptions: true, index: null });
    same<typeof perhaps, City | string | null>();
  });
});

Deno.test("multiselect answers an array of members that is the author's own", () => {
  compiled(() => {
    const cities = st.multiselect("Cities", CITIES, { format: ({ name }) => name });
    same<typeof cities, City[]>();
    cities.push({ name: "Paris" });
    const entered = st.multiselect("Cities", CITIES, { acceptNewOptions: true, value: ["own"] });
    same<typeof entered, (City | string)[]>();
    // @ts-expect-error -- no member of the options
    st.multiselect("Cities", CITIES, { value: [7] });
  });
});

Deno.test("menuButton answers one of its options, or null", () => {
  compiled(() => {
    const city = st.menuButton("City", CITIES, { format: ({ name }) => name });
    same<typeof city, City | null>();
    same<ReturnType<typeof st.linkButton>, void>();
  });
});

Deno.test("pills answer one of their options or null, or several of them", () => {
  compiled(() => {
    const always = st.pills("Size", ["S", "M"] as const, { value: "M", required: true });
    same<typeof always, "S" | "M">();
    const view = st.segmentedControl("View", ["List", "Board"], { value: "List", required: true });
    same<typeof view, string>();
    const unset = st.segmentedControl("View", ["List", "Board"], { required: true });
    same<typeof unset, string | null>();
    const either = Math.random() < 0.5 ? null : "List";
    const perhaps = st.segmentedControl("V", ["List", "Board"], { value: either, required: true });
    same<typeof perhaps, string | null>();
    const size = st.pills("Size", ["S", "M"] as const, { value: "M" });
    same<typeof size, "S" | "M" | null>();
    const cities = st.segmentedControl("City", CITIES, { selectionMode: "multi" });
    same<typeof cities, City[]>();
    // @ts-expect-error -- several at first, of which one can be chosen
    st.pills("City", CITIES, { value: CITIES, selectionMode: "single" });
    const sizes = st.selectSlider("Sizes", ["S", "M"] as const, { value: ["S", "M"] });
    same<typeof sizes, [from: "S" | "M", to: "S" | "M"]>();
    const one = st.selectSlider("Size", ["S", "M"] as const, { value: "M" });
    same<typeof one, "S" | "M">();
    const stars = st.feedback("stars");
    same<typeof stars, number | null>();
  });
});

Deno.test("dateInput answers a day or null, or the two ends of a range", () => {
  compiled(() => {
    same<ReturnType<typeof st.timeInput>, st.IsoTime | null>();
    same<ReturnType<typeof st.datetimeInput>, st.IsoDateTime | null>();
    const [from, to] = st.dateInput("Days", { value: ["2026-01-01", "today"] });
    same<typeof from | typeof to, st.IsoDate | null>();
    // @ts-expect-error -- three ends
    st.dateInput("Days", { value: ["2026-01-01", null, null] });
  });
});

Deno.test("a chart of ECharts answers its marks", () => {
  compiled(() => {
    const { points } = st.echartsChart({ series: [] }, { onSelect: "rerun", selectionMode: "box" });
    same<typeof points, readonly st.ChartPoint[]>();
    same<keyof st.ChartPoint, "series" | "index" | "name">();
    // @ts-expect-error -- no such look
    st.echartsChart({}, { theme: "dark" });
    // @ts-expect-error -- the text of an option is none
    st.echartsChart("{}");
  });
});

Deno.test("a chart of Plotly answers its marks", () => {
  compiled(() => {
    const figure = { data: [{ type: "bar", y: [1] }] };
    const chosen = st.plotlyChart(figure, { onSelect: "rerun", selectionMode: "lasso" });
    same<typeof chosen, st.PointSelection>();
    // @ts-expect-error -- a figure has traces
    st.plotlyChart({ layout: {} });
    // @ts-expect-error -- no such way
    st.plotlyChart(figure, { selectionMode: "circle" });
  });
});

Deno.test("slider answers one number, or two for two", () => {
  compiled(() => {
    const one = st.slider("Level");
    same<typeof one, number>();
    const five = st.slider("Level", { value: 5, format: "%d" });
    same<typeof five, number>();
    const range = st.slider("Weight", { value: [20, 80] });
    same<typeof range, [number, number]>();
    const fixed = st.slider("Weight", { value: [20, 80] as const });
    same<typeof fixed, [number, number]>();
    const [low, high] = st.slider("Weight", { min: 1, value: [2, 3] });
    same<typeof low | typeof high, number>();
    // @ts-expect-error -- three ends
    st.slider("Weight", { value: [1, 2, 3] });
    const day = st.slider("Day", { min: "2026-01-01", max: "2026-12-31", step: "7d" });
    same<typeof day, string>();
    const times = st.slider("Open", { min: "08:00", max: "20:00", value: ["09:00", "17:00"] });
    same<typeof times, [string, string]>();
    // @ts-expect-error -- one end of each kind
    st.slider("Day", { min: "2026-01-01", max: 31 });
    // @ts-expect-error -- days have no pattern
    st.slider("Day", { min: "2026-01-01", max: "2026-12-31", format: "%d" });
  });
});

Deno.test("fileUploader answers a file or null, and an array with multiple", () => {
  compiled(() => {
    const file = st.fileUploader("File");
    same<typeof file, st.UploadedFile | null>();
    const same_: UploadedFile | null = file;
    const files = st.fileUploader("Files", { multiple: true, accept: [".csv"] });
    same<typeof files, st.UploadedFile[]>();
    const single = st.fileUploader("File", { multiple: false });
    same<typeof single, st.UploadedFile | null>();
    return same_;
  });
});

Deno.test("chatInput answers a text, or with acceptFile a text and files", () => {
  compiled(() => {
    const text = st.chatInput("Say", { acceptFile: false });
    same<typeof text, string | null>();
    const line = st.chatInput("Say", { acceptFile: "multiple", fileType: [".csv"] });
    same<typeof line, st.ChatLine | null>();
    const boxed = st.sidebar.chatInput(undefined, { acceptFile: true });
    same<typeof boxed, st.ChatLine | null>();
    const folder = st.chatInput("Say", { acceptFile: "directory" });
    same<typeof folder, st.ChatLine | null>();
    const heard = st.chatInput("Say", { acceptAudio: true });
    same<typeof heard, st.ChatLine | null>();
    const both = st.sidebar.chatInput("Say", { acceptFile: "multiple", acceptAudio: true });
    same<typeof both, st.ChatLine | null>();
    // @ts-expect-error -- a file is taken, or several
    st.chatInput("Say", { acceptFile: "file" });
  });
});

Deno.test("dataframe takes rows of any shape, and rows that are not there yet", () => {
  compiled(() => {
    interface Order {
      id: number;
      placed: Date;
    }
    const orders: readonly Order[] = [];
    const selection = st.dataframe(orders, { onSelect: "rerun", selectionMode: "single-row" });
    same<typeof selection, st.DataframeSelection>();
    st.dataframe({ id: [1, 2] as const });
    st.dataframe([[1, "a"]]);
    st.dataframe([1, 2]);
    st.dataframe({} as AsyncIterable<Order>);
    st.dataframe({} as ReadableStream<Order>);
    st.dataframe({ count: () => 1, rows: () => Promise.resolve(orders) });
    st.container().dataframe(orders, { columns: { id: "Order", placed: { type: "date" } } });
    st.dataframe(orders, { selectionMode: ["multi-row", "single-cell"], rowHeight: 60 });
    // @ts-expect-error -- no such way to select
    st.dataframe(orders, { selectionMode: "cells" });
    // @ts-expect-error -- no such type
    st.dataframe(orders, { columns: { id: { type: "currency" } } });
    // @ts-expect-error -- a source must count
    st.dataframe({ rows: () => orders });
  });
});

Deno.test("dataEditor answers rows of the type that it is given", () => {
  compiled(() => {
    interface Order {
      id: number;
      placed: Date;
    }
    const orders: readonly Order[] = [];
    const edited = st.dataEditor(orders, { numRows: "dynamic", disabled: ["id"] });
    same<typeof edited, Order[]>();
    st.container().dataEditor(orders, { disabled: true, onChange: () => edited.length });
    // @ts-expect-error -- numbers have no columns
    st.dataEditor([1, 2]);
    // @ts-expect-error -- rows are fixed or not
    st.dataEditor(orders, { numRows: 7 });
  });
});

Deno.test("tabs answers as many panels as it has labels", () => {
  compiled(() => {
    const two = st.tabs(["One", "Two"], { onChange: "rerun" });
    same<typeof two, [st.Panel, st.Panel]>();
    const any = st.tabs(["One"] as string[]);
    same<typeof any, st.Panel[]>();
    const open: boolean = two[1].open;
    // @ts-expect-error -- whether it is open is its reader's to say
    two[0].open = true;
    return open;
  });
});

Deno.test("columns answers as many containers as are asked for", () => {
  compiled(() => {
    same<ReturnType<typeof st.columns<2>>, [st.Container, st.Container]>();
    const weighed = st.columns([2, 1, 1]);
    same<typeof weighed, [st.Container, st.Container, st.Container]>();
    const any = st.columns(Number("3"));
    same<typeof any, st.Container[]>();
    const [left, right] = st.container().columns(2);
    left.write("one");
    // @ts-expect-error -- there are two
    st.columns(2)[2].write("three");
    return right;
  });
});

Deno.test("action() hands over a form, and answers attributes", () => {
  compiled(() => {
    const add = st.action((form) => {
      same<typeof form, FormData>();
    });
    const post: string | undefined = add["hx-post"];
    st.fragmentUrl(st.fragment((_: number) => {}, { key: "k" }));
    // @ts-expect-error -- no code in attributes
    st.action("save()");
    // @ts-expect-error -- no fragment
    st.fragmentUrl(() => {});
    return post;
  });
});

Deno.test("unknown options and wrong values do not compile", () => {
  compiled(() => {
    // @ts-expect-error -- no such option
    st.numberInput("n", { minimum: 1 });
    // @ts-expect-error -- a text
    st.numberInput("n", { value: "1" });
    // @ts-expect-error -- a date object is no bound
    st.dateInput("d", { min: new Date() });
    // @ts-expect-error -- no data
    st.downloadButton("d");
    // @ts-expect-error -- numbers are no file
    st.downloadButton("d", 7);
    // @ts-expect-error -- a key of another type
    st.radio("r", ["a"], { key: 1 });
    // @ts-expect-error -- no help on a chat line
    st.chatInput("c", { help: "h" });
  });
});
