import type { QueueChoices } from "@/lib/queue/contract";

type Titles = QueueChoices["groupTitles"];

/** "II.circumvention · Getting around the rules": the reference that people quote, and what the platforms call it. */
export function groupLabel(
  ref: string,
  titles: Titles,
  { platform, words }: { platform: string; words: (title: Titles[number]["title"]) => string },
): string {
  const here = titles.filter((each) => each.ref === ref && (platform === "" || each.platform === platform));
  const names = [...new Set(here.map(({ title }) => words(title)))];
  return names.length === 0 ? ref : `${ref} · ${names.join(" / ")}`;
}
