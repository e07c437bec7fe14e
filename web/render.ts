/**
 * Elements into HTML. Each kind is rendered by the file of its name under `elements/`; every element
 * has exactly one outermost tag, so that its place among its neighbours can be addressed.
 */
import type { Block } from "../runtime/block.ts";
import type { Element } from "../runtime/element.ts";
import { renderAlert } from "./elements/alert.ts";
import { renderAudio } from "./elements/audio.ts";
import { renderBadge } from "./elements/badge.ts";
import { renderButton } from "./elements/button.ts";
import { renderMermaid } from "./elements/mermaid_chart.ts";
import { renderMap } from "./elements/map.ts";
import { renderGraphviz } from "./elements/graphviz_chart.ts";
import { renderChart, renderSelectableChart } from "./elements/chart.ts";
import { renderChatInput } from "./elements/chat_input.ts";
import { chatMessageShell } from "./elements/chat_message.ts";
import { renderCheckbox } from "./elements/checkbox.ts";
import { renderCode } from "./elements/code.ts";
import { renderColorPicker } from "./elements/color_picker.ts";
import { columnShell, columnsShell } from "./elements/columns.ts";
import { renderComponent } from "./elements/component.ts";
import { containerShell } from "./elements/container.ts";
import { renderDateInput } from "./elements/date_input.ts";
import { renderDatetimeInput } from "./elements/datetime_input.ts";
import { renderDivider } from "./elements/divider.ts";
import { renderDownloadButton } from "./elements/download_button.ts";
import { dialogShell } from "./elements/dialog.ts";
import { renderException } from "./elements/exception.ts";
import { expanderShell } from "./elements/expander.ts";
import { renderFeedback } from "./elements/feedback.ts";
import { renderFileUploader } from "./elements/file_uploader.ts";
import { formShell } from "./elements/form.ts";
import { gridShell } from "./elements/grid.ts";
import { renderHeading } from "./elements/heading.ts";
import { renderHtml } from "./elements/html.ts";
import { renderIframe } from "./elements/iframe.ts";
import { renderImage } from "./elements/image.ts";
import { renderJson } from "./elements/json.ts";
import { renderLatex } from "./elements/latex.ts";
import { renderLocation } from "./elements/location.ts";
import { renderLinkButton } from "./elements/link_button.ts";
import { renderLogo } from "./elements/logo.ts";
import { renderMarkdown } from "./elements/markdown.ts";
import { renderMenuButton } from "./elements/menu_button.ts";
import { renderMetric } from "./elements/metric.ts";
import { renderMultiselect } from "./elements/multiselect.ts";
import { renderNumberInput } from "./elements/number_input.ts";
import { renderPageConfig } from "./elements/page_config.ts";
import { renderPageLink } from "./elements/page_link.ts";
import { renderPageMenu } from "./elements/page_menu.ts";
import { renderPagination } from "./elements/pagination.ts";
import { renderPills } from "./elements/pills.ts";
import { renderPlaceholder } from "./elements/placeholder.ts";
import { renderPdf } from "./elements/pdf.ts";
import { popoverShell } from "./elements/popover.ts";
import { renderProgress } from "./elements/progress.ts";
import { renderRadio } from "./elements/radio.ts";
import { renderSelectSlider } from "./elements/select_slider.ts";
import { renderSelectbox } from "./elements/selectbox.ts";
import { renderSkeleton } from "./elements/skeleton.ts";
import { renderSlider } from "./elements/slider.ts";
import { renderSpace } from "./elements/space.ts";
import { renderSpinner } from "./elements/spinner.ts";
import { statusShell } from "./elements/status.ts";
import { renderTable } from "./elements/table.ts";
import { tabShell, tabsShell } from "./elements/tabs.ts";
import { renderTextArea } from "./elements/text_area.ts";
import { renderTextInput } from "./elements/text_input.ts";
import { renderTimeInput } from "./elements/time_input.ts";
import { renderGrid } from "./data_grid.ts";
import { renderVideo } from "./elements/video.ts";
import { renderOpening } from "./opening.ts";
import { fragmentShell, outsideShell, rootShell, slotShell } from "./regions.ts";
import type { Links } from "./links.ts";

/** An element that holds no others. */
export type Leaf = Exclude<Element, Block>;

/** What stands before and after a block's children. */
export type Shell = readonly [string, string];

/** The markup of an element without children. */
export function renderLeaf(element: Leaf, links: Links): string {
  switch (element.kind) {
    case "action":
      // Its look is the author's markup, in which its attributes stand.
      return "";
    case "alert":
      return renderAlert(element);
    case "audio":
      return renderAudio(element, links);
    case "badge":
      return renderBadge(element);
    case "button":
      return renderButton(element, links);
    case "mermaid":
      return renderMermaid(element, links);
    case "map":
      return renderMap(element, links);
    case "graphviz":
      return renderGraphviz(element, links);
    case "chart":
      return renderChart(element, links);
    case "chatInput":
      return renderChatInput(element, links);
    case "checkbox":
      return renderCheckbox(element);
    case "code":
      return renderCode(element);
    case "colorPicker":
      return renderColorPicker(element);
    case "dataEditor":
    case "dataframe":
      return renderGrid(element, links);
    case "component":
      return renderComponent(element, links);
    case "componentEvents":
      // Its component shows it.
      return "";
    case "dateInput":
      return renderDateInput(element, links);
    case "datetimeInput":
      return renderDatetimeInput(element, links);
    case "divider":
      return renderDivider(element);
    case "downloadButton":
      return renderDownloadButton(element, links);
    case "exception":
      return renderException(element);
    case "feedback":
      return renderFeedback(element, links);
    case "fileUploader":
      return renderFileUploader(element, links);
    case "gridButton":
      // It stands in the rows of its table.
      return "";
    case "heading":
      return renderHeading(element);
    case "html":
      return renderHtml(element);
    case "iframe":
      return renderIframe(element);
    case "image":
      return renderImage(element, links);
    case "json":
      return renderJson(element);
    case "latex":
      return renderLatex(element);
    case "location":
      return renderLocation(element, links);
    case "linkButton":
      return renderLinkButton(element);
    case "logo":
      return renderLogo(element, links);
    case "markdown":
      return renderMarkdown(element);
    case "menuButton":
      return renderMenuButton(element, links);
    case "metric":
      return renderMetric(element);
    case "multiselect":
      return renderMultiselect(element, links);
    case "numberInput":
      return renderNumberInput(element);
    case "opening":
      return renderOpening(element, links);
    case "pageConfig":
      return renderPageConfig(element);
    case "pagination":
      return renderPagination(element, links);
    case "pills":
    case "segmentedControl":
      return renderPills(element, links);
    case "placeholder":
      return renderPlaceholder(links);
    case "pdf":
      return renderPdf(element, links);
    case "pageLink":
      return renderPageLink(element, links);
    case "pageMenu":
      return renderPageMenu(element, links);
    case "progress":
      return renderProgress(element);
    case "radio":
      return renderRadio(element);
    case "selectableChart":
      return renderSelectableChart(element, links);
    case "selectbox":
      return renderSelectbox(element, links);
    case "selectSlider":
      return renderSelectSlider(element, links);
    case "skeleton":
      return renderSkeleton(element);
    case "slider":
      return renderSlider(element, links);
    case "space":
      return renderSpace(element);
    case "spinner":
      return renderSpinner(element);
    case "table":
      return renderTable(element);
    case "textArea":
      return renderTextArea(element);
    case "textInput":
      return renderTextInput(element);
    case "timeInput":
      return renderTimeInput(element, links);
    case "video":
      return renderVideo(element, links);
    default:
      return element satisfies never;
  }
}

/** The tags around a block's children. */
export function blockShell(block: Block, links: Links): Shell {
  switch (block.kind) {
    case "chatMessage":
      return chatMessageShell(block);
    case "column":
      return columnShell(block);
    case "columns":
      return columnsShell(block);
    case "container":
      return containerShell(block);
    case "dialog":
      return dialogShell(block);
    case "expander":
      return expanderShell(block, links);
    case "form":
      return formShell(block);
    case "fragment":
      return fragmentShell(block, links);
    case "grid":
      return gridShell(block);
    case "outside":
      return outsideShell(block);
    case "popover":
      return popoverShell(block, links);
    case "root":
      return rootShell(block);
    case "slot":
      return slotShell(block);
    case "status":
      return statusShell(block);
    case "tab":
      return tabShell(block);
    case "tabs":
      return tabsShell(block, links);
    default:
      return block satisfies never;
  }
}

/** Kinds whose children stand in an element of their own, `ID-body`, beside a summary or a list of tabs. */
const WITH_BODY: ReadonlySet<Block["kind"]> = new Set<Block["kind"]>([
  "chatMessage",
  "dialog",
  "expander",
  "popover",
  "status",
  "tabs",
]);

/** Whether the children stand in a body inside the block's element. */
export function hasBody(block: Block): boolean {
  return WITH_BODY.has(block.kind) || (block.kind === "container" && block.autoscroll);
}
