const han = /\p{Script=Han}/u;

/** "Mei Lin" is ML, "陈明月" is 陈, "Ana" is A: as much as a circle of 24 px can hold. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (han.test(trimmed)) return Array.from(trimmed)[0] ?? "";
  const words = trimmed.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase("en");
}
