import { assertEquals } from "@std/assert";
import { classOfWidth } from "./width.ts";

Deno.test("classOfWidth() writes pixels as two pairs of digits", () => {
  assertEquals(classOfWidth("field", null), { class: "field" });
  assertEquals(classOfWidth("field", "content"), { class: "field fit" });
  const of = (width: number) => Object.values(classOfWidth("field", width)).slice(1).join(" ");
  assertEquals([8, 320, 1205].map(of), ["00 08", "03 20", "12 05"]);
});
