/** The key of the catalogue `library.packWords` for a remark that a pack holds in English only. */
export function packWordsKey(english: string): string {
  return english
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 80);
}
