import type { NoticeView } from "@/lib/decisions/contract";

const hour = 3_600_000;

/**
 * How many notices came within one hour of each other, at most: many people at many times are a pattern, many at once
 * may be a campaign. Null below three, where it says nothing.
 */
export function burstOf(receivedAt: readonly string[]): number | null {
  const times = receivedAt.map((at) => Date.parse(at)).sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  times.forEach((time, position) => {
    while (time - (times[first] ?? time) > hour) first += 1;
    most = Math.max(most, position - first + 1);
  });
  return most >= 3 ? most : null;
}

/** One reading of several notices that say the same words; the newest stands for all. */
export type NoticeGroup = { notice: NoticeView; count: number };

/** Merges notices whose words are the same, whatever their spacing; those that claim illegality are read first, then the newest. */
export function groupedNotices(notices: readonly NoticeView[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>();
  const newestFirst = [...notices].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
  for (const notice of newestFirst) {
    const same = `${notice.legalClaim} ${notice.source} ${notice.explanation.replaceAll(/\s+/g, " ").trim().toLowerCase()}`;
    const group = groups.get(same);
    if (group) group.count += 1;
    else groups.set(same, { notice, count: 1 });
  }
  return [...groups.values()].sort((a, b) => Number(b.notice.legalClaim) - Number(a.notice.legalClaim));
}
