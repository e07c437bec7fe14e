/**
 * Everything a run can draw. Each member stands in its own file under `elements/`; adding one here
 * makes the compiler name the places that must know it.
 */
import type { ActionElement } from "./action.ts";
import type { FragmentBlock, OutsideBlock, RootBlock } from "./block.ts";
import type { ComponentElement, ComponentEventsElement } from "./component.ts";
import type { DialogBlock } from "./dialog.ts";
import type { AlertElement } from "./elements/alert.ts";
import type { AudioElement } from "./elements/audio.ts";
import type { BadgeElement } from "./elements/badge.ts";
import type { ButtonElement } from "./elements/button.ts";
import type { ChartElement } from "./elements/chart.ts";
import type { SelectableChartElement } from "./elements/chart_selection.ts";
import type { ChatInputElement } from "./elements/chat_input.ts";
import type { ChatMessageBlock } from "./elements/chat_message.ts";
import type { CheckboxElement } from "./elements/checkbox.ts";
import type { CodeElement } from "./elements/code.ts";
import type { ColorPickerElement } from "./elements/color_picker.ts";
import type { ColumnBlock, ColumnsBlock } from "./elements/columns.ts";
import type { ContainerBlock } from "./elements/container.ts";
import type { DataEditorElement } from "./elements/data_editor.ts";
import type { DataframeElement } from "./elements/dataframe.ts";
import type { DateInputElement } from "./elements/date_input.ts";
import type { DatetimeInputElement } from "./elements/datetime_input.ts";
import type { DividerElement } from "./elements/divider.ts";
import type { DownloadButtonElement } from "./elements/download_button.ts";
import type { SlotBlock } from "./elements/empty.ts";
import type { ExceptionElement } from "./elements/exception.ts";
import type { ExpanderBlock } from "./elements/expander.ts";
import type { FeedbackElement } from "./elements/feedback.ts";
import type { FileUploaderElement } from "./elements/file_uploader.ts";
import type { FormBlock } from "./elements/form.ts";
import type { GraphvizElement } from "./elements/graphviz_chart.ts";
import type { GridBlock } from "./elements/grid.ts";
import type { HeadingElement } from "./elements/heading.ts";
import type { HtmlElement } from "./elements/html.ts";
import type { IframeElement } from "./elements/iframe.ts";
import type { ImageElement } from "./elements/image.ts";
import type { JsonElement } from "./elements/json.ts";
import type { LatexElement } from "./elements/latex.ts";
import type { LocationElement } from "./elements/location.ts";
import type { LinkButtonElement } from "./elements/link_button.ts";
import type { LogoElement } from "./elements/logo.ts";
import type { MapElement } from "./elements/map.ts";
import type { MarkdownElement } from "./elements/markdown.ts";
import type { MenuButtonElement } from "./elements/menu_button.ts";
import type { MermaidElement } from "./elements/mermaid_chart.ts";
import type { MetricElement } from "./elements/metric.ts";
import type { MultiselectElement } from "./elements/multiselect.ts";
import type { NumberInputElement } from "./elements/number_input.ts";
import type { PageLinkElement } from "./elements/page_link.ts";
import type { PageMenuElement } from "./elements/page_menu.ts";
import type { PaginationElement } from "./elements/pagination.ts";
import type { PillsElement } from "./elements/pills.ts";
import type { PdfElement } from "./elements/pdf.ts";
import type { PlaceholderElement } from "./elements/placeholder.ts";
import type { PopoverBlock } from "./elements/popover.ts";
import type { ProgressElement } from "./elements/progress.ts";
import type { RadioElement } from "./elements/radio.ts";
import type { SelectSliderElement } from "./elements/select_slider.ts";
import type { SelectboxElement } from "./elements/selectbox.ts";
import type { SkeletonElement } from "./elements/skeleton.ts";
import type { SliderElement } from "./elements/slider.ts";
import type { SpaceElement } from "./elements/space.ts";
import type { SpinnerElement } from "./elements/spinner.ts";
import type { StatusBlock } from "./elements/status.ts";
import type { TableElement } from "./elements/table.ts";
import type { TabBlock, TabsBlock } from "./elements/tabs.ts";
import type { TextAreaElement } from "./elements/text_area.ts";
import type { TextInputElement } from "./elements/text_input.ts";
import type { TimeInputElement } from "./elements/time_input.ts";
import type { VideoElement } from "./elements/video.ts";
import type { GridButtonElement } from "./grid_buttons.ts";
import type { OpeningElement } from "./opening.ts";
import type { PageConfigElement } from "./page_config.ts";

export type Element =
  | ActionElement
  | AlertElement
  | AudioElement
  | BadgeElement
  | ButtonElement
  | ChartElement
  | ChatInputElement
  | ChatMessageBlock
  | CheckboxElement
  | CodeElement
  | ColorPickerElement
  | ColumnBlock
  | ColumnsBlock
  | ComponentElement
  | ComponentEventsElement
  | ContainerBlock
  | DataEditorElement
  | DataframeElement
  | DateInputElement
  | DatetimeInputElement
  | DialogBlock
  | DividerElement
  | DownloadButtonElement
  | ExceptionElement
  | ExpanderBlock
  | FeedbackElement
  | FileUploaderElement
  | FormBlock
  | FragmentBlock
  | GraphvizElement
  | GridBlock
  | GridButtonElement
  | HeadingElement
  | HtmlElement
  | IframeElement
  | ImageElement
  | JsonElement
  | LatexElement
  | LocationElement
  | LinkButtonElement
  | LogoElement
  | MapElement
  | MarkdownElement
  | MenuButtonElement
  | MermaidElement
  | MetricElement
  | MultiselectElement
  | NumberInputElement
  | OpeningElement
  | OutsideBlock
  | PageConfigElement
  | PageLinkElement
  | PageMenuElement
  | PaginationElement
  | PillsElement
  | PlaceholderElement
  | PdfElement
  | PopoverBlock
  | ProgressElement
  | RadioElement
  | RootBlock
  | SelectableChartElement
  | SelectboxElement
  | SelectSliderElement
  | SkeletonElement
  | SliderElement
  | SlotBlock
  | SpaceElement
  | SpinnerElement
  | StatusBlock
  | TabBlock
  | TableElement
  | TabsBlock
  | TextAreaElement
  | TextInputElement
  | TimeInputElement
  | VideoElement;
