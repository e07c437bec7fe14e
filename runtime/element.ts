/**
 * Everything a run can draw. Each member stands in its own file under `elements/`; adding one here
 * makes the compiler name the places that must know it.
 */
import type { FragmentBlock, OutsideBlock, RootBlock } from "./block.ts";
import type { DialogBlock } from "./dialog.ts";
import type { AlertElement } from "./elements/alert.ts";
import type { ButtonElement } from "./elements/button.ts";
import type { CheckboxElement } from "./elements/checkbox.ts";
import type { ColumnBlock, ColumnsBlock } from "./elements/columns.ts";
import type { ContainerBlock } from "./elements/container.ts";
import type { SlotBlock } from "./elements/empty.ts";
import type { ExceptionElement } from "./elements/exception.ts";
import type { FormBlock } from "./elements/form.ts";
import type { HeadingElement } from "./elements/heading.ts";
import type { MarkdownElement } from "./elements/markdown.ts";
import type { SelectboxElement } from "./elements/selectbox.ts";
import type { SpinnerElement } from "./elements/spinner.ts";
import type { TextInputElement } from "./elements/text_input.ts";

export type Element =
  | AlertElement
  | ButtonElement
  | CheckboxElement
  | ColumnBlock
  | ColumnsBlock
  | ContainerBlock
  | DialogBlock
  | ExceptionElement
  | FormBlock
  | FragmentBlock
  | HeadingElement
  | MarkdownElement
  | OutsideBlock
  | RootBlock
  | SelectboxElement
  | SlotBlock
  | SpinnerElement
  | TextInputElement;
