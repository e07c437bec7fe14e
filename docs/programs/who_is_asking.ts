import * as st from "@eddy/eddy";

interface User {
  readonly name: string;
}

/** What each has written, by name: on the server, so that it is there in every browser of theirs. */
const notes = new Map<string, string>();

export const options: st.AppOptions = {
  // Asked for every request. The proxy in front signs people in, says who they are, and takes the
  // header away from whoever else sends it; nobody can get here except through it.
  authenticate: (request): User => {
    const name = request.headers.get("x-forwarded-user");
    if (name === null) throw new Response("Sign in first.", { status: 401 });
    return { name };
  },
};

export function page() {
  const { name } = st.context.user as User;
  st.title(`Notes of ${name}`);
  const text = st.textArea("Notes", { value: notes.get(name) ?? "" });
  notes.set(name, text);
  st.caption(`${text.length} characters, kept for ${name}.`);
}

if (import.meta.main) st.serve(page, options);
