import { assertThrows } from "@std/assert";
import { serve } from "./serve.ts";

Deno.test("serve() says whose the port is, and what to do", () => {
  using other = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = other.addr as Deno.NetAddr;
  assertThrows(
    () => serve(() => {}, { port }),
    Deno.errors.AddrInUse,
    `Cannot listen at port ${port}: another program does; end it, or set PORT to another one`,
  );
});
