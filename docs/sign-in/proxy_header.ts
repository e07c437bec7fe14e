import { timingSafeEqual } from "hono/utils/buffer";
import * as st from "@eddy/eddy";

const secret = Deno.env.get("PROXY_SECRET");
if (!secret) throw new Error("Cannot trust a proxy without PROXY_SECRET: set it here and there");

async function authenticate({ headers }: Request): Promise<{ email: string }> {
  const email = headers.get("x-forwarded-email");
  const isProxy = await timingSafeEqual(headers.get("x-proxy-secret") ?? "", secret!);
  if (email && isProxy) return { email };
  throw new Response("Come by way of the proxy", { status: 403 });
}

st.serve(() => {
  const { email } = st.context.user as { email: string };
  st.title(`Hello ${email}`);
}, {
  authenticate,
  // Host and scheme are the proxy's to say; these are the names that people know the app by.
  trustProxy: true,
  allowedHosts: ["desk.example.com"],
});
