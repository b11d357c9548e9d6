/** The part of a translator of the namespace `failures` that this needs. */
type Words = { (key: string): string; has: (key: string) => boolean };

/** Sentences about what somebody wrote, which people read on the desk; the others are of the shape that a program sent. */
const readByPeople = /^(text_names_someone$|copy_)/;

/**
 * A failing field as a sentence names it: by its label where the sentence is about words that a person typed ("Facts"), else
 * by its key, which a program has to set right. A field within another (`exemption.why`) goes by its last part.
 */
export function fieldInWords({ field, reason }: { field: string; reason: string }, t: Words): string {
  const key = `fieldName.${field.split(".").at(-1)}`;
  return readByPeople.test(reason) && t.has(key) ? t(key) : field;
}
