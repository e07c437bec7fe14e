/**
 * Elements into HTML. Each kind is rendered by the file of its name under `elements/`; every element
 * has exactly one outermost tag, so that its place among its neighbours can be addressed.
 */
import type { Block } from "../runtime/block.ts";
import type { Element } from "../runtime/element.ts";
import { renderAlert } from "./elements/alert.ts";
import { renderButton } from "./elements/button.ts";
import { renderCheckbox } from "./elements/checkbox.ts";
import { columnShell, columnsShell } from "./elements/columns.ts";
import { containerShell } from "./elements/container.ts";
import { dialogShell } from "./elements/dialog.ts";
import { renderException } from "./elements/exception.ts";
import { formShell } from "./elements/form.ts";
import { renderHeading } from "./elements/heading.ts";
import { renderMarkdown } from "./elements/markdown.ts";
import { renderSelectbox } from "./elements/selectbox.ts";
import { renderSpinner } from "./elements/spinner.ts";
import { renderTextInput } from "./elements/text_input.ts";
import { fragmentShell, outsideShell, rootShell, slotShell } from "./regions.ts";
import type { Links } from "./links.ts";

/** An element that holds no others. */
export type Leaf = Exclude<Element, Block>;

/** What stands before and after a block's children. */
export type Shell = readonly [string, string];

/** The markup of an element without children. */
export function renderLeaf(element: Leaf, _links: Links): string {
  switch (element.kind) {
    case "alert":
      return renderAlert(element);
    case "button":
      return renderButton(element);
    case "checkbox":
      return renderCheckbox(element);
    case "exception":
      return renderException(element);
    case "heading":
      return renderHeading(element);
    case "markdown":
      return renderMarkdown(element);
    case "selectbox":
      return renderSelectbox(element);
    case "spinner":
      return renderSpinner(element);
    case "textInput":
      return renderTextInput(element);
    default:
      return element satisfies never;
  }
}

/** The tags around a block's children. */
export function blockShell(block: Block, links: Links): Shell {
  switch (block.kind) {
    case "column":
      return columnShell(block);
    case "columns":
      return columnsShell(block);
    case "container":
      return containerShell(block);
    case "dialog":
      return dialogShell(block);
    case "form":
      return formShell(block);
    case "fragment":
      return fragmentShell(block, links);
    case "outside":
      return outsideShell(block);
    case "root":
      return rootShell(block);
    case "slot":
      return slotShell(block);
    default:
      return block satisfies never;
  }
}

/** Kinds whose children stand in an element of their own, `ID-body`, beside a summary or a list of tabs. */
const WITH_BODY: ReadonlySet<Block["kind"]> = new Set<Block["kind"]>(["dialog"]);

/** Whether the children stand in a body inside the block's element. */
export function hasBody(block: Block): boolean {
  return WITH_BODY.has(block.kind);
}
