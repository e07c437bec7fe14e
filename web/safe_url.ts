/** The address, if a browser may be sent there or load a picture from it; null otherwise. */
export function safeUrl(url: unknown, protocols: readonly string[]): string | null {
  if (typeof url !== "string") return null;
  const { protocol = "" } = URL.parse(url, "http://localhost") ?? {};
  if (protocol === "data:" && !/^data:image\//i.test(url)) return null;
  return protocols.includes(protocol) ? url : null;
}
