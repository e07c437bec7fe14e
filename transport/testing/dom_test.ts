import { assertEquals, assertStrictEquals } from "@std/assert";
import { applyAnswer, parseDocument } from "./dom.ts";

const part = (target: string, swap: string, html: string) =>
  `<hx-partial hx-target="#${target}" hx-swap="${swap}">${html}</hx-partial>`;

function merged(before: string, ...parts: string[]) {
  const document = parseDocument(`<html><body><div id="page">${before}</div></body></html>`);
  applyAnswer(document, parts.join(""), null);
  return document;
}

Deno.test("of two parts for one place the second comes after the first, as in a browser", () => {
  const document = merged(
    `<p id="a">old</p>`,
    part("a", "outerMorph", `<p id="a" class="one">first</p>`),
    part("a", "outerMorph", `<p id="a">second</p>`),
    part("a", "beforeend", `<b>more</b>`),
  );
  assertEquals(
    document.querySelector("#page")!.innerHTML,
    `<p id="a">second<b>more</b></p>`,
  );
});

Deno.test("a part reaches what the one before it has drawn again, wherever that stands now", () => {
  const document = merged(
    `<section id="a"><div><p id="b">old</p></div><i id="c"></i></section>`,
    part(
      "a",
      "outerMorph",
      `<section id="a" title="new"><i id="c"><p id="b">new</p></i></section><hr>`,
    ),
    part("b", "beforeend", "!"),
    part("c", "beforebegin", "<u>before</u>"),
  );
  assertEquals(
    document.querySelector("#page")!.innerHTML,
    `<section title="new" id="a"><u>before</u><i id="c"><p id="b">new!</p></i></section><hr>`,
  );
});

Deno.test("what is drawn again under its id stays the same element, another kind of element is another", () => {
  const document = parseDocument(
    `<html><body><div id="page"><p id="a" class="old"><b id="b">b</b></p></div></body></html>`,
  );
  const [a, b] = [document.getElementById("a"), document.getElementById("b")];
  applyAnswer(document, part("a", "outerMorph", `<p id="a"><i id="b">b</i></p>`), null);
  assertStrictEquals(document.getElementById("a"), a);
  assertEquals(a!.hasAttribute("class"), false);
  assertEquals([b!.isConnected, document.getElementById("b")!.tagName], [false, "I"]);
});
