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
export { header, subheader, title } from "./runtime/elements/heading.ts";
export { caption, markdown, text } from "./runtime/elements/markdown.ts";
export { checkbox, toggle } from "./runtime/elements/checkbox.ts";
export { selectbox } from "./runtime/elements/selectbox.ts";
export { textInput } from "./runtime/elements/text_input.ts";
export { container, sidebar } from "./runtime/elements/container.ts";
export { columns } from "./runtime/elements/columns.ts";
export { empty } from "./runtime/elements/empty.ts";
export { form, formSubmitButton } from "./runtime/elements/form.ts";
export { error, info, success, warning } from "./runtime/elements/alert.ts";
export { exception } from "./runtime/elements/exception.ts";
export { balloons, snow, toast } from "./runtime/elements/effects.ts";
export { spinner } from "./runtime/elements/spinner.ts";
export { dialog } from "./runtime/dialog.ts";
export { cacheData, cacheResource } from "./runtime/cache.ts";
