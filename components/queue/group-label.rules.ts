import type { QueueChoices } from "@/lib/queue/contract";

type Titles = QueueChoices["groupTitles"];

/** "Getting around the rules · II.circumvention": what the platforms call it, and the reference that people quote. */
export function groupLabel(
  ref: string,
  titles: Titles,
  { platform, words }: { platform: string; words: (title: Titles[number]["title"]) => string },
): string {
  const here = titles.filter((each) => each.ref === ref && (platform === "" || each.platform === platform));
  const names = [...new Set(here.map(({ title }) => words(title)))];
  return names.length === 0 ? ref : `${names.join(" / ")} · ${ref}`;
}
