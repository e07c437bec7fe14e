/**
 * Eddy: pages are functions that run from top to bottom, fragments are parts of them that rerun alone.
 *
 * @module
 */
export { createApp } from "./transport/app.ts";
export { serve } from "./transport/serve.ts";
export { fragment } from "./runtime/fragment.ts";
export { rerun, stop } from "./runtime/rerun.ts";
export { sessionState, state } from "./runtime/state.ts";
export { queryParams } from "./runtime/query_params.ts";
export { context } from "./runtime/context.ts";
export { button } from "./runtime/elements/button.ts";
export { write } from "./runtime/elements/write.ts";
export { writeStream } from "./runtime/elements/write_stream.ts";
export { header, subheader, title } from "./runtime/elements/heading.ts";
export { caption, markdown, text } from "./runtime/elements/markdown.ts";
export { code } from "./runtime/elements/code.ts";
export { latex } from "./runtime/elements/latex.ts";
export { divider } from "./runtime/elements/divider.ts";
export { badge } from "./runtime/elements/badge.ts";
export { html } from "./runtime/elements/html.ts";
export { table } from "./runtime/elements/table.ts";
export { metric } from "./runtime/elements/metric.ts";
export { json } from "./runtime/elements/json.ts";
export { areaChart, barChart, lineChart, scatterChart, vegaLiteChart } from "./runtime/elements/chart.ts";
export { checkbox, toggle } from "./runtime/elements/checkbox.ts";
export { radio } from "./runtime/elements/radio.ts";
export { selectbox } from "./runtime/elements/selectbox.ts";
export { multiselect } from "./runtime/elements/multiselect.ts";
export { slider } from "./runtime/elements/slider.ts";
export { numberInput } from "./runtime/elements/number_input.ts";
export { textInput } from "./runtime/elements/text_input.ts";
export { textArea } from "./runtime/elements/text_area.ts";
export { dateInput } from "./runtime/elements/date_input.ts";
export { colorPicker } from "./runtime/elements/color_picker.ts";
export { fileUploader } from "./runtime/elements/file_uploader.ts";
export { downloadButton } from "./runtime/elements/download_button.ts";
export { chatInput } from "./runtime/elements/chat_input.ts";
export { container, sidebar } from "./runtime/elements/container.ts";
export { columns } from "./runtime/elements/columns.ts";
export { tabs } from "./runtime/elements/tabs.ts";
export { expander } from "./runtime/elements/expander.ts";
export { popover } from "./runtime/elements/popover.ts";
export { empty } from "./runtime/elements/empty.ts";
export { chatMessage } from "./runtime/elements/chat_message.ts";
export { form, formSubmitButton } from "./runtime/elements/form.ts";
export { error, info, success, warning } from "./runtime/elements/alert.ts";
export { exception } from "./runtime/elements/exception.ts";
export { balloons, snow, toast } from "./runtime/elements/effects.ts";
export { spinner } from "./runtime/elements/spinner.ts";
export { status } from "./runtime/elements/status.ts";
export { progress } from "./runtime/elements/progress.ts";
export { image } from "./runtime/elements/image.ts";
export { dialog } from "./runtime/dialog.ts";
export { cacheData, cacheResource } from "./runtime/cache.ts";
