/**
 * A sentence for a field, as it is said under that field's own label: without the field's code in front, which is for
 * programs. "phone: write a telephone number" becomes "Write a telephone number".
 */
export function underField(field: string, sentence: string): string {
  const rest = [`${field}: `, `${field}：`].find((start) => sentence.startsWith(start));
  if (rest === undefined) return sentence;
  const words = sentence.slice(rest.length);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a refusal that names no field is about what was handed in. A broken connection or a missing permission is not. */
export function isAboutOneField({ code, fields }: { code: string; fields: Readonly<Record<string, string>> }): boolean {
  return Object.keys(fields).length === 0 && ["refused", "invalid", "too_large"].includes(code);
}
