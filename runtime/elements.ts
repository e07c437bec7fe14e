/**
 * The table of elements: each is a function of its own file, and by this table also a method of every
 * container. To add one, add it to the interface; the compiler asks for the rest.
 */
import { installMethods } from "./container.ts";
import { error, info, success, warning } from "./elements/alert.ts";
import { button } from "./elements/button.ts";
import { checkbox, toggle } from "./elements/checkbox.ts";
import { columns } from "./elements/columns.ts";
import { container } from "./elements/container.ts";
import { balloons, snow, toast } from "./elements/effects.ts";
import { empty } from "./elements/empty.ts";
import { exception } from "./elements/exception.ts";
import { form, formSubmitButton } from "./elements/form.ts";
import { header, subheader, title } from "./elements/heading.ts";
import { caption, markdown, text } from "./elements/markdown.ts";
import { selectbox } from "./elements/selectbox.ts";
import { spinner } from "./elements/spinner.ts";
import { textInput } from "./elements/text_input.ts";
import { write } from "./elements/write.ts";

/** Everything that can be drawn, at top level and as a method of a container. */
export interface Elements {
  write: typeof write;
  title: typeof title;
  header: typeof header;
  subheader: typeof subheader;
  markdown: typeof markdown;
  caption: typeof caption;
  text: typeof text;
  button: typeof button;
  checkbox: typeof checkbox;
  toggle: typeof toggle;
  selectbox: typeof selectbox;
  textInput: typeof textInput;
  formSubmitButton: typeof formSubmitButton;
  container: typeof container;
  columns: typeof columns;
  form: typeof form;
  empty: typeof empty;
  success: typeof success;
  info: typeof info;
  warning: typeof warning;
  error: typeof error;
  exception: typeof exception;
  toast: typeof toast;
  spinner: typeof spinner;
  balloons: typeof balloons;
  snow: typeof snow;
}

const elements: Elements = {
  write,
  title,
  header,
  subheader,
  markdown,
  caption,
  text,
  button,
  checkbox,
  toggle,
  selectbox,
  textInput,
  formSubmitButton,
  container,
  columns,
  form,
  empty,
  success,
  info,
  warning,
  error,
  exception,
  toast,
  spinner,
  balloons,
  snow,
};

installMethods(elements);
