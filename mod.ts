/**
 * Eddy: pages are functions that run from top to bottom, fragments are parts of them that rerun alone.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const clicks = st.fragment(() => {
 *   st.sessionState.n ??= 0;
 *   if (st.button("Plus one!")) st.sessionState.n++;
 *   st.write(`Clicked ${st.sessionState.n} times`);
 * });
 *
 * st.createApp(() => {
 *   st.title("Counter");
 *   clicks();
 * });
 * ```
 *
 * @module
 */

// App
export { createApp } from "./transport/app.ts";
export type { App } from "./transport/app.ts";
export { serve } from "./transport/serve.ts";
export { signOut } from "./transport/sign_out.ts";
export type { AppOptions } from "./transport/options.ts";
export type { Limits } from "./transport/limits.ts";
export type { Theme, ThemeColor } from "./web/theme.ts";
export type { Page } from "./runtime/session.ts";
export type { SessionStore } from "./runtime/session_store.ts";

// Fragments and flow
export { fragment } from "./runtime/fragment.ts";
export type { Fragment, FragmentOptions } from "./runtime/fragment.ts";
export { dialog } from "./runtime/dialog.ts";
export type { Dialog, DialogOptions, DialogWidth } from "./runtime/dialog.ts";
export { rerun, stop } from "./runtime/rerun.ts";
export type { RerunTarget } from "./runtime/rerun.ts";
export { topic } from "./runtime/topic.ts";
export type { Topic } from "./runtime/topic.ts";
export { navigation, page, switchPage } from "./runtime/pages.ts";
export type { CurrentPage, PageInfo, PageOptions } from "./runtime/pages.ts";
export { pagesFrom } from "./transport/page_folder.ts";
export type { PageFile, PageSections } from "./transport/page_folder.ts";
export { setPageConfig } from "./runtime/page_config.ts";
export type { PageConfig, PageLayout, SidebarState } from "./runtime/page_config.ts";
export type { Interval } from "./runtime/interval.ts";

// Hand-written htmx
export { action, fragmentUrl } from "./runtime/action.ts";
export type { ActionAttributes, ActionOptions } from "./runtime/action.ts";

// State
export { sessionState, state } from "./runtime/state.ts";
export { queryParams } from "./runtime/query_params.ts";
export { context } from "./runtime/context.ts";
export { cacheData, cacheResource } from "./runtime/cache.ts";
export type { Cached, CacheDataOptions, CacheOptions } from "./runtime/cache.ts";

// Elements: what they share
export type { Elements } from "./runtime/elements.ts";
export type { Container, Slot } from "./runtime/container.ts";
export type { RequiredOptions } from "./runtime/required.ts";
export type { WidgetOptions } from "./runtime/widget.ts";
export type { Width } from "./runtime/width.ts";
export type { ChoiceOptions, FirstChoiceOptions } from "./runtime/choice.ts";
export type { SearchMode } from "./runtime/option_list.ts";
export type { Rows } from "./runtime/rows.ts";

// Text
export { write } from "./runtime/elements/write.ts";
export { writeStream } from "./runtime/elements/write_stream.ts";
export { header, subheader, title } from "./runtime/elements/heading.ts";
export type { HeaderOptions, TitleOptions } from "./runtime/elements/heading.ts";
export { caption, markdown, text } from "./runtime/elements/markdown.ts";
export type { TextElementOptions } from "./runtime/elements/markdown.ts";
export type { TextAlignment, TextPlaceOptions } from "./runtime/text_place.ts";
export { code } from "./runtime/elements/code.ts";
export type { CodeOptions } from "./runtime/elements/code.ts";
export { latex } from "./runtime/elements/latex.ts";
export { divider } from "./runtime/elements/divider.ts";
export { badge } from "./runtime/elements/badge.ts";
export { html } from "./runtime/elements/html.ts";
export type { SafeHtml } from "./runtime/elements/html.ts";

// Data and charts
export { dataframe } from "./runtime/elements/dataframe.ts";
export type { DataframeData, DataframeOptions } from "./runtime/elements/dataframe.ts";
export { dataEditor } from "./runtime/elements/data_editor.ts";
export type { DataEditorOptions } from "./runtime/elements/data_editor.ts";
export type { DataGridOptions } from "./runtime/grid_element.ts";
export type { RowKey, RowSelection } from "./runtime/row_selection.ts";
export type { DataframeSelection, SelectedCell, SelectionMode } from "./runtime/table_selection.ts";
export type { PressedRow } from "./runtime/grid_buttons.ts";
export type { RowQuery, RowSource } from "./runtime/grid_rows.ts";
export type { RowSort } from "./runtime/dataset.ts";
export type { ColumnConfig, ColumnType } from "./runtime/table_column.ts";
export { table } from "./runtime/elements/table.ts";
export { metric } from "./runtime/elements/metric.ts";
export type { MetricOptions } from "./runtime/elements/metric.ts";
export type { ColorName } from "./runtime/colors.ts";
export { json } from "./runtime/elements/json.ts";
export { areaChart, barChart, lineChart, scatterChart } from "./runtime/elements/chart.ts";
export type { ChartOptions } from "./runtime/elements/chart.ts";
export type { ChartSelection } from "./runtime/elements/chart_selection.ts";
export { mermaidChart } from "./runtime/elements/mermaid_chart.ts";
export type { MermaidOptions } from "./runtime/elements/mermaid_chart.ts";
export { map } from "./runtime/elements/map.ts";
export type { MapOptions } from "./runtime/elements/map.ts";
export { echartsChart } from "./runtime/elements/echarts_chart.ts";
export type { EchartsOptions } from "./runtime/elements/echarts_chart.ts";
export { plotlyChart } from "./runtime/elements/plotly_chart.ts";
export type { PlotlyFigure, PlotlyOptions } from "./runtime/elements/plotly_chart.ts";
export type { ChartPoint, PointSelection } from "./runtime/elements/point_selection.ts";
export { graphvizChart } from "./runtime/elements/graphviz_chart.ts";
export type { GraphvizEngine, GraphvizOptions } from "./runtime/elements/graphviz_chart.ts";
export { vegaLiteChart } from "./runtime/elements/vega_lite_chart.ts";
export type { VegaLiteOptions } from "./runtime/elements/vega_lite_chart.ts";
export type { VegaSelection } from "./runtime/elements/vega_selection.ts";

// Widgets
export { button } from "./runtime/elements/button.ts";
export type { ButtonOptions } from "./runtime/elements/button.ts";
export { linkButton } from "./runtime/elements/link_button.ts";
export type { LinkButtonOptions } from "./runtime/elements/link_button.ts";
export { menuButton } from "./runtime/elements/menu_button.ts";
export { checkbox, toggle } from "./runtime/elements/checkbox.ts";
export type { CheckboxOptions } from "./runtime/elements/checkbox.ts";
export { radio } from "./runtime/elements/radio.ts";
export { selectbox } from "./runtime/elements/selectbox.ts";
export type { SelectboxOptions } from "./runtime/elements/selectbox.ts";
export { multiselect } from "./runtime/elements/multiselect.ts";
export type { MultiselectOptions } from "./runtime/elements/multiselect.ts";
export { pagination } from "./runtime/elements/pagination.ts";
export type { PaginationOptions } from "./runtime/elements/pagination.ts";
export { pills, segmentedControl } from "./runtime/elements/pills.ts";
export type { PillsOptions } from "./runtime/elements/pills.ts";
export { slider } from "./runtime/elements/slider.ts";
export { selectSlider } from "./runtime/elements/select_slider.ts";
export { numberInput } from "./runtime/elements/number_input.ts";
export { textInput } from "./runtime/elements/text_input.ts";
export type { TextOptions } from "./runtime/elements/text_input.ts";
export { textArea } from "./runtime/elements/text_area.ts";
export { dateInput } from "./runtime/elements/date_input.ts";
export type { DateInputOptions, DateValue } from "./runtime/elements/date_input.ts";
export { timeInput } from "./runtime/elements/time_input.ts";
export { datetimeInput } from "./runtime/elements/datetime_input.ts";
export type { IsoDate, IsoDateTime, IsoTime } from "./runtime/calendar.ts";
export { colorPicker } from "./runtime/elements/color_picker.ts";
export { feedback } from "./runtime/elements/feedback.ts";
export { fileUploader } from "./runtime/elements/file_uploader.ts";
export type { UploadedFile } from "./runtime/uploads.ts";
export { downloadButton } from "./runtime/elements/download_button.ts";
export type { FileContent } from "./runtime/files.ts";
export { component } from "./runtime/component.ts";
export type {
  Component,
  ComponentDefinition,
  ComponentEvent,
  ComponentOptions,
} from "./runtime/component.ts";
export { chatInput } from "./runtime/elements/chat_input.ts";
export type { ChatInputOptions, ChatLine, SubmitMode } from "./runtime/elements/chat_input.ts";
export { pageLink } from "./runtime/elements/page_link.ts";
export type { PageLinkOptions } from "./runtime/elements/page_link.ts";

// Layout
export { bottom, container, sidebar } from "./runtime/elements/container.ts";
export type { ContainerOptions, Gap } from "./runtime/elements/container.ts";
export { columns } from "./runtime/elements/columns.ts";
export type { Columns } from "./runtime/elements/columns.ts";
export { grid } from "./runtime/elements/grid.ts";
export type { GridOptions } from "./runtime/elements/grid.ts";
export { tabs } from "./runtime/elements/tabs.ts";
export type { TabsOptions } from "./runtime/elements/tabs.ts";
export { expander } from "./runtime/elements/expander.ts";
export type { ExpanderOptions } from "./runtime/elements/expander.ts";
export { popover } from "./runtime/elements/popover.ts";
export type { PopoverOptions } from "./runtime/elements/popover.ts";
export type { OpeningOptions, Panel } from "./runtime/opening.ts";
export { empty } from "./runtime/elements/empty.ts";
export { skeleton } from "./runtime/elements/skeleton.ts";
export { space } from "./runtime/elements/space.ts";
export type { SpaceSize } from "./runtime/elements/space.ts";
export { logo } from "./runtime/elements/logo.ts";
export type { LogoOptions } from "./runtime/elements/logo.ts";
export { form, formSubmitButton } from "./runtime/elements/form.ts";
export { chatMessage } from "./runtime/elements/chat_message.ts";

// Status and effects
export { error, info, success, warning } from "./runtime/elements/alert.ts";
export type { AlertOptions } from "./runtime/elements/alert.ts";
export { exception } from "./runtime/elements/exception.ts";
export { balloons, snow, toast } from "./runtime/elements/effects.ts";
export { spinner } from "./runtime/elements/spinner.ts";
export { status } from "./runtime/elements/status.ts";
export type { Status, StatusState } from "./runtime/elements/status.ts";
export { progress } from "./runtime/elements/progress.ts";
export type { Progress } from "./runtime/elements/progress.ts";

// Media
export { image } from "./runtime/elements/image.ts";
export type { ImageOptions, ImageSource } from "./runtime/elements/image.ts";
export { audio } from "./runtime/elements/audio.ts";
export { video } from "./runtime/elements/video.ts";
export type { VideoOptions } from "./runtime/elements/video.ts";
export type { PlaybackOptions } from "./runtime/elements/playback.ts";
export { pdf } from "./runtime/elements/pdf.ts";
export { iframe } from "./runtime/elements/iframe.ts";
export type { IframeOptions } from "./runtime/elements/iframe.ts";
