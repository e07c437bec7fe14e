/** The programs that stand in the documents: each is a file that runs by itself, too. */
import * as st from "@eddy/eddy";

const FOLDER = new URL("../programs/", import.meta.url);

/** What of a program's file can be served beside what tells of it. */
interface Runnable {
  readonly page?: st.Page;
  /** Options of the app that it is served as. */
  readonly options?: st.AppOptions;
}

/** Where a program runs, by the name of its file; those that need more than a page are left out. */
export async function servePrograms(): Promise<ReadonlyMap<string, { path: string; app: st.App }>> {
  const served = new Map<string, { path: string; app: st.App }>();
  for await (const { name } of Deno.readDir(FOLDER)) {
    const { page, options = {} }: Runnable = await import(new URL(name, FOLDER).href);
    if (page === undefined) continue;
    const basePath = `/run/${name.replace(/\.tsx?$/, "")}`;
    served.set(name, { path: `${basePath}/`, app: st.createApp(page, { ...options, basePath }) });
  }
  return served;
}
