import { auth } from "hono/utils/basic-auth";
import { timingSafeEqual } from "hono/utils/buffer";
import * as st from "@eddy/eddy";

const users = new Map(
  (Deno.env.get("USERS") ?? "").split(",").map((user) => {
    const [name = "", ...password] = user.split(":");
    return [name, password.join(":")] as const;
  }),
);

async function authenticate(request: Request): Promise<{ name: string }> {
  const { username = "", password = "" } = auth(request) ?? {};
  const known = users.get(username);
  // Takes as long for one that is nearly right as for one that is not.
  if (known && await timingSafeEqual(known, password)) return { name: username };
  throw new Response("Who are you?", {
    status: 401,
    headers: { "www-authenticate": 'Basic realm="Desk", charset="UTF-8"' },
  });
}

st.serve(() => {
  const { name } = st.context.user as { name: string };
  st.title(`Hello ${name}`);
}, { authenticate });
