import type { Place } from "@/lib/policy/edit/contract";
import type { DraftNews } from "@/lib/policy/edit/view.contract";

/** Somebody else who has the draft open, where, and when that was last heard, in milliseconds. */
export type Other = { tab: string; personId: string; name: string; place: Place; heardAt: number };

/** After so long without a word somebody is taken to have left: twice what they would have said meanwhile. */
const goneAfterMs = 45_000;

export function heard(before: readonly Other[], news: Extract<DraftNews, { kind: "here" }>, now: number): Other[] {
  const rest = before.filter(({ tab }) => tab !== news.tab);
  if (news.place === null) return rest;
  const { tab, personId, name, place } = news;
  return [...rest, { tab, personId, name, place, heardAt: now }];
}

export function present(others: readonly Other[], now: number): Other[] {
  return others.filter(({ heardAt }) => now - heardAt < goneAfterMs);
}

/**
 * What is said of a write that this window did not answer for; null: nothing. One's own is worth a word only where one has the
 * draft open in another window, too: else it was this one, which has said "Saved" already.
 */
export function saidOfWrite(
  by: string | null,
  me: string,
  others: readonly Pick<Other, "personId">[],
): "written" | "writtenOwn" | null {
  if (by !== null) return "written";
  return others.some(({ personId }) => personId === me) ? "writtenOwn" : null;
}

/** Who wrote, as somebody with the draft open is told; null: they themselves, here or in another window. */
export function writerOf(news: Extract<DraftNews, { kind: "written" }>, me: string): string | null {
  return news.personId === me ? null : news.name;
}
