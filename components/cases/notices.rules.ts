import type { NoticeView } from "@/lib/decisions/notice-view.contract";

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

export type NoticeRates = {
  /** In how many hours they came, from the first to the last; at least one. */
  hours: number;
  /** Senders whom an address tells apart, and notices that gave none. */
  senders: number;
  nameless: number;
  /** The part of the notices that say what another one says, word for word; 0 to 1. */
  sameWords: number;
};

/**
 * What tells a pattern from a brigade: many senders in their own words over days, or the same words at once. Null below
 * three notices, where it says nothing. Nothing is concluded here: the moderator reads the numbers (issue 4).
 */
export function ratesOf(notices: readonly NoticeView[]): NoticeRates | null {
  if (notices.length < 3) return null;
  const times = notices.map((notice) => Date.parse(notice.receivedAt));
  const words = new Map<string, number>();
  for (const notice of notices) words.set(wordsOf(notice), (words.get(wordsOf(notice)) ?? 0) + 1);
  const repeated = [...words.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0);
  const known = notices.flatMap(({ sender }) => (sender === null ? [] : [sender]));
  return {
    hours: Math.max(1, Math.ceil((Math.max(...times) - Math.min(...times)) / hour)),
    senders: new Set(known).size,
    nameless: notices.length - known.length,
    sameWords: repeated / notices.length,
  };
}

const wordsOf = (notice: NoticeView) => notice.explanation.replaceAll(/\s+/g, " ").trim().toLowerCase();

/** One reading of several notices that say the same words; the newest stands for all. */
export type NoticeGroup = { notice: NoticeView; count: number };

/**
 * Merges notices whose words are the same, whatever their spacing; those that claim illegality are read first, then the
 * newest. One that the statement may name, or that somebody asked to be named, stands by itself: consent is for it alone.
 */
export function groupedNotices(notices: readonly NoticeView[]): NoticeGroup[] {
  const groups = new Map<string, NoticeGroup>();
  const newestFirst = [...notices].sort((a, b) => b.receivedAt.localeCompare(a.receivedAt));
  for (const notice of newestFirst) {
    const same = `${notice.legalClaim} ${notice.source} ${notice.flagger?.name ?? ""} ${notice.reveal ? notice.id : ""} ${wordsOf(notice)}`;
    const group = groups.get(same);
    if (group) group.count += 1;
    else groups.set(same, { notice, count: 1 });
  }
  return [...groups.values()].sort((a, b) => Number(b.notice.legalClaim) - Number(a.notice.legalClaim));
}
