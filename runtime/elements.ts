/**
 * The table of elements: each is a function of its own file, and by this table also a method of every
 * container. To add one, add it to the interface; the compiler asks for the rest.
 */
import { installMethods } from "./container.ts";
import { error, info, success, warning } from "./elements/alert.ts";
import { audio } from "./elements/audio.ts";
import { badge } from "./elements/badge.ts";
import { button } from "./elements/button.ts";
import { areaChart, barChart, lineChart, scatterChart } from "./elements/chart.ts";
import { chatInput } from "./elements/chat_input.ts";
import { chatMessage } from "./elements/chat_message.ts";
import { checkbox, toggle } from "./elements/checkbox.ts";
import { code } from "./elements/code.ts";
import { colorPicker } from "./elements/color_picker.ts";
import { columns } from "./elements/columns.ts";
import { container } from "./elements/container.ts";
import { dataEditor } from "./elements/data_editor.ts";
import { dataframe } from "./elements/dataframe.ts";
import { dateInput } from "./elements/date_input.ts";
import { datetimeInput } from "./elements/datetime_input.ts";
import { divider } from "./elements/divider.ts";
import { downloadButton } from "./elements/download_button.ts";
import { balloons, snow, toast } from "./elements/effects.ts";
import { empty } from "./elements/empty.ts";
import { exception } from "./elements/exception.ts";
import { expander } from "./elements/expander.ts";
import { feedback } from "./elements/feedback.ts";
import { fileUploader } from "./elements/file_uploader.ts";
import { form, formSubmitButton } from "./elements/form.ts";
import { echartsChart } from "./elements/echarts_chart.ts";
import { graphvizChart } from "./elements/graphviz_chart.ts";
import { grid } from "./elements/grid.ts";
import { header, subheader, title } from "./elements/heading.ts";
import { html } from "./elements/html.ts";
import { iframe } from "./elements/iframe.ts";
import { image } from "./elements/image.ts";
import { json } from "./elements/json.ts";
import { latex } from "./elements/latex.ts";
import { linkButton } from "./elements/link_button.ts";
import { caption, markdown, text } from "./elements/markdown.ts";
import { map } from "./elements/map.ts";
import { menuButton } from "./elements/menu_button.ts";
import { mermaidChart } from "./elements/mermaid_chart.ts";
import { metric } from "./elements/metric.ts";
import { multiselect } from "./elements/multiselect.ts";
import { numberInput } from "./elements/number_input.ts";
import { pageLink } from "./elements/page_link.ts";
import { pagination } from "./elements/pagination.ts";
import { pills, segmentedControl } from "./elements/pills.ts";
import { pdf } from "./elements/pdf.ts";
import { plotlyChart } from "./elements/plotly_chart.ts";
import { popover } from "./elements/popover.ts";
import { progress } from "./elements/progress.ts";
import { radio } from "./elements/radio.ts";
import { selectSlider } from "./elements/select_slider.ts";
import { selectbox } from "./elements/selectbox.ts";
import { skeleton } from "./elements/skeleton.ts";
import { slider } from "./elements/slider.ts";
import { space } from "./elements/space.ts";
import { spinner } from "./elements/spinner.ts";
import { status } from "./elements/status.ts";
import { table } from "./elements/table.ts";
import { tabs } from "./elements/tabs.ts";
import { textArea } from "./elements/text_area.ts";
import { textInput } from "./elements/text_input.ts";
import { timeInput } from "./elements/time_input.ts";
import { vegaLiteChart } from "./elements/vega_lite_chart.ts";
import { video } from "./elements/video.ts";
import { write } from "./elements/write.ts";
import { writeStream } from "./elements/write_stream.ts";

/** Everything that can be drawn, at top level and as a method of a container. */
export type Elements = {
  write: typeof write;
  writeStream: typeof writeStream;
  title: typeof title;
  header: typeof header;
  subheader: typeof subheader;
  markdown: typeof markdown;
  caption: typeof caption;
  text: typeof text;
  code: typeof code;
  latex: typeof latex;
  divider: typeof divider;
  badge: typeof badge;
  html: typeof html;
  dataframe: typeof dataframe;
  dataEditor: typeof dataEditor;
  table: typeof table;
  metric: typeof metric;
  json: typeof json;
  lineChart: typeof lineChart;
  areaChart: typeof areaChart;
  barChart: typeof barChart;
  scatterChart: typeof scatterChart;
  vegaLiteChart: typeof vegaLiteChart;
  echartsChart: typeof echartsChart;
  plotlyChart: typeof plotlyChart;
  graphvizChart: typeof graphvizChart;
  mermaidChart: typeof mermaidChart;
  map: typeof map;
  button: typeof button;
  linkButton: typeof linkButton;
  menuButton: typeof menuButton;
  checkbox: typeof checkbox;
  toggle: typeof toggle;
  radio: typeof radio;
  selectbox: typeof selectbox;
  multiselect: typeof multiselect;
  pills: typeof pills;
  segmentedControl: typeof segmentedControl;
  slider: typeof slider;
  selectSlider: typeof selectSlider;
  numberInput: typeof numberInput;
  textInput: typeof textInput;
  textArea: typeof textArea;
  dateInput: typeof dateInput;
  timeInput: typeof timeInput;
  datetimeInput: typeof datetimeInput;
  colorPicker: typeof colorPicker;
  feedback: typeof feedback;
  pagination: typeof pagination;
  fileUploader: typeof fileUploader;
  downloadButton: typeof downloadButton;
  chatInput: typeof chatInput;
  pageLink: typeof pageLink;
  formSubmitButton: typeof formSubmitButton;
  container: typeof container;
  columns: typeof columns;
  grid: typeof grid;
  tabs: typeof tabs;
  expander: typeof expander;
  popover: typeof popover;
  form: typeof form;
  empty: typeof empty;
  skeleton: typeof skeleton;
  space: typeof space;
  chatMessage: typeof chatMessage;
  success: typeof success;
  info: typeof info;
  warning: typeof warning;
  error: typeof error;
  exception: typeof exception;
  toast: typeof toast;
  spinner: typeof spinner;
  status: typeof status;
  progress: typeof progress;
  balloons: typeof balloons;
  snow: typeof snow;
  image: typeof image;
  audio: typeof audio;
  video: typeof video;
  pdf: typeof pdf;
  iframe: typeof iframe;
};

const elements: Elements = {
  write,
  writeStream,
  title,
  header,
  subheader,
  markdown,
  caption,
  text,
  code,
  latex,
  divider,
  badge,
  html,
  dataframe,
  dataEditor,
  table,
  metric,
  json,
  lineChart,
  areaChart,
  barChart,
  scatterChart,
  vegaLiteChart,
  echartsChart,
  plotlyChart,
  graphvizChart,
  mermaidChart,
  map,
  button,
  linkButton,
  menuButton,
  checkbox,
  toggle,
  radio,
  selectbox,
  multiselect,
  pills,
  segmentedControl,
  slider,
  selectSlider,
  numberInput,
  textInput,
  textArea,
  dateInput,
  timeInput,
  datetimeInput,
  colorPicker,
  feedback,
  pagination,
  fileUploader,
  downloadButton,
  chatInput,
  pageLink,
  formSubmitButton,
  container,
  columns,
  grid,
  tabs,
  expander,
  popover,
  form,
  empty,
  skeleton,
  space,
  chatMessage,
  success,
  info,
  warning,
  error,
  exception,
  toast,
  spinner,
  status,
  progress,
  balloons,
  snow,
  image,
  audio,
  video,
  pdf,
  iframe,
};

installMethods(elements);
