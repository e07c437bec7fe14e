import * as st from "@eddy/eddy";

interface Person {
  readonly id: number;
  readonly name: string;
  readonly role: string;
}

let people: readonly Person[] = [
  { id: 1, name: "Ada", role: "Analyst" },
  { id: 2, name: "Grace", role: "Admiral" },
];

const edit = st.dialog("Person", (person: Person) => {
  st.form("person")(() => {
    const name = st.textInput("Name", { value: person.name });
    const role = st.textInput("Role", { value: person.role });
    if (!st.formSubmitButton("Save")) return;
    if (name.trim() === "") return st.error("A name is needed.");
    const others = people.filter(({ id }) => id !== person.id);
    people = [...others, { ...person, name, role }].sort((a, b) => a.id - b.id);
    st.rerun(); // runs the page again, and so closes the dialog
  });
});

export function page() {
  st.title("People");
  for (const person of people) {
    const row = st.container({ horizontal: true, align: "center" });
    row.text(`${person.name}, ${person.role}`);
    if (row.button("Edit", { key: `edit ${person.id}` })) edit(person);
    row.button("Remove", {
      key: `remove ${person.id}`,
      onClick: () => people = people.filter(({ id }) => id !== person.id),
    });
  }
  if (st.button("Add somebody", { kind: "primary" })) {
    const next = Math.max(0, ...people.map(({ id }) => id)) + 1;
    edit({ id: next, name: "", role: "" });
  }
}

if (import.meta.main) st.serve(page);
