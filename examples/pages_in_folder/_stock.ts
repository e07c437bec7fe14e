/** What pages share; an underscore before its name says that it is none. */
export const stock: readonly string[] = ["Assam", "Sencha", "Oolong"];
