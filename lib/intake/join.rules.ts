import type { SnapshotMedia } from "@/db/schema";
import { harmsAmong, harmsTold } from "@/lib/platform/harm.rules";
import type { NoticeSource } from "./contract";
import { best, type KnownSnapshot, replaces, worth } from "./known-copy.rules";
import { copiedByNotifier, type IntakePlatform, type PreparedItem, type PreparedNotice } from "./prepare.rules";
import {
  claimsIn,
  dueAtOf,
  type RankedFlagger,
  type RankFacts,
  type RankReason,
  rankOf,
  weightiestSource,
} from "./rank.rules";
import { reachIn, widest } from "./reach.rules";
import { minuteOf, sameWordsAfter, sameWordsOf, wordsHash } from "./same-words.rules";
import { bestRecord, type SenderRecord } from "./sender-record.rules";
import { excerptOf, isBlank, type Seen, snapshotHash, wordsOf } from "./snapshot.rules";

/** An item as stored, with what was there before this batch. */
export type StoredItem = {
  id: string;
  platform: IntakePlatform;
  location: string;
  accountId: string | null;
  surface: string | null;
  /** A report of this batch is the first to say in which role its author acted. */
  isRoleNew: boolean;
  openCase: OpenCase | null;
  /** Oldest first. */
  snapshots: KnownSnapshot[];
  /** The reports of this batch, in their order. */
  reports: { notice: PreparedNotice; item: PreparedItem }[];
  /** The best record among who sent them. */
  record: SenderRecord | null;
};

export type OpenCase = {
  id: string;
  number: number;
  snapshotId: string;
  accountId: string | null;
  version: number;
  dueAt: Date;
  source: NoticeSource;
  language: string;
  severity: string | null;
  noticeCount: number;
  /** What the only notice of a case says, and when the case was opened by it; null where there are more. */
  onlyNotice?: { explanation: string; at: Date } | null;
  tags: string[];
  excerpt: string;
  surface: string | null;
  why: RankReason[];
  /** The harm classes of all that notifiers said so far. */
  harmsTold: string[];
};

export type NewSnapshot = {
  id: string;
  itemId: string;
  platformId: string;
  title: string;
  text: string;
  language: string;
  media: SnapshotMedia[];
  context: Record<string, unknown>;
  contentAt: Date;
  contentAtKnown: boolean;
  sha256: string;
};

/** The row of a case after this batch; `isNew` says whether to insert or update it. */
export type CaseRow = Omit<OpenCase, "number" | "onlyNotice"> & {
  isNew: boolean;
  /** What the matcher read is not what the case is about any more. */
  isToReread: boolean;
  /** Reports of this batch say something in words of their own. */
  isExplained: boolean;
  itemId: string;
  platformId: string;
  rank: number;
};

export type ItemPlan = { snapshots: NewSnapshot[]; caseRow: CaseRow };

/**
 * Reports of one item join its open case, or open one when there is none (or the last was decided). Content that
 * differs from every copy we have becomes one more snapshot; the case keeps the one it began with, unless that was blank
 * or a notifier's and now there is a better one.
 */
export function planItem(item: StoredItem, making: { now: Date; id: () => string }): ItemPlan {
  const snapshots = newSnapshots(item, making);
  const all = [...item.snapshots, ...snapshots.map((snapshot) => asKnown(snapshot, item.location))];
  const latest = best(all);
  if (!latest) throw new Error("an item has a snapshot from its first report on");
  // A visitor's copy must not make every decision stale.
  const isChanged = snapshots.some((snapshot) => snapshot.context.copiedBy !== copiedByNotifier);
  const caseRow = item.openCase
    ? joined(item, item.openCase, { snapshots: all, isChanged, now: making.now })
    : opened(item, latest, making);
  return { snapshots, caseRow };
}

function newSnapshots(item: StoredItem, making: { now: Date; id: () => string }): NewSnapshot[] {
  const known = new Set(item.snapshots.map((snapshot) => snapshot.sha256));
  const made: NewSnapshot[] = [];
  const add = (seen: Seen, sha256: string) => {
    if (known.has(sha256)) return;
    known.add(sha256);
    made.push({
      ...seen,
      id: making.id(),
      itemId: item.id,
      platformId: item.platform.id,
      media: [...seen.media],
      context: { ...seen.context },
      contentAt: seen.contentAt ?? making.now,
      contentAtKnown: seen.contentAt !== null,
      sha256,
    });
  };
  for (const { item: report } of item.reports) if (report.seen) add(report.seen, report.seen.sha256);
  if (item.snapshots.length === 0 && made.length === 0) {
    const nothing: Seen = { title: "", text: "", language: "und", media: [], context: {}, contentAt: null };
    add(nothing, snapshotHash(nothing));
  }
  return made;
}

function asKnown(snapshot: NewSnapshot, location: string): KnownSnapshot {
  const { id, sha256, language, contentAtKnown: isDated, context } = snapshot;
  const words = wordsOf(snapshot);
  const isTold = context.copiedBy === copiedByNotifier;
  return {
    id,
    sha256,
    language,
    isDated,
    isTold,
    words,
    isBlank: isBlank(snapshot),
    excerpt: excerptOf(snapshot, location),
  };
}

const noticesOf = (item: StoredItem) => [...new Set(item.reports.map((report) => report.notice))];

function tagsOf(item: StoredItem, before: readonly string[]): string[] {
  return [...new Set([...before, ...noticesOf(item).flatMap((notice) => notice.input.tags)])];
}

function harmsOf(item: StoredItem, before: readonly string[]): string[] {
  const inputs = noticesOf(item).map(({ input }) => input);
  const categories = inputs.flatMap(({ category }) => (category ? [category] : []));
  const told = harmsTold(
    categories,
    inputs.some(({ childAbuseClaim }) => childAbuseClaim),
  );
  return harmsAmong([...before, ...told]);
}

function factsOf(item: StoredItem, before: OpenCase | null, now: Date): RankFacts {
  const notices = noticesOf(item);
  const claims = claimsIn(before?.why ?? []);
  const categories = notices.flatMap((notice) => (notice.input.category ? [notice.input.category] : []));
  return {
    severity: before?.severity ?? null,
    source: weightiestSource([...(before ? [before.source] : []), ...notices.map((notice) => notice.source)]),
    legalClaim: claims.legalClaim || notices.some((notice) => notice.input.legalClaim),
    childAbuseClaim: claims.childAbuseClaim || notices.some((notice) => notice.input.childAbuseClaim),
    categories: [...new Set([...claims.categories, ...categories])],
    noticeCount: (before?.noticeCount ?? 0) + notices.length,
    sameWords: sameWordsAfter(
      claims.sameWords ?? sameWordsOf(before?.onlyNotice),
      notices.map(({ input }) => ({ words: wordsHash(input.explanation), at: minuteOf(now) })),
    ),
    reach: widest([claims.reach, ...item.reports.map(({ item: { seen } }) => toldReach(seen))]),
    record: bestRecord([claims.record, item.record]),
    lists: claims.lists ?? [],
    flaggers: flaggersOf([...(claims.flaggers ?? []), ...notices.flatMap(({ flagger }) => flagger ?? [])]),
  };
}

/** Each flagger once as it stood to each of its notices; ten are told, the ones with priority first. */
function flaggersOf(all: readonly RankedFlagger[]): RankedFlagger[] {
  const once = new Map(all.map(({ name, standing }) => [`${standing} ${name}`, { name, standing }]));
  const priority = ({ standing }: RankedFlagger) => Number(standing !== "inside");
  return [...once.values()].sort((a, b) => priority(a) - priority(b)).slice(0, 10);
}

/** A notifier's numbers are only their word. */
function toldReach(seen: Seen | null) {
  return seen === null || seen.context.copiedBy === copiedByNotifier ? null : reachIn(seen.context);
}

function languageFor(snapshot: { language: string }, item: StoredItem): string {
  return snapshot.language === "und" ? (noticesOf(item)[0]?.language ?? "und") : snapshot.language;
}

function opened(item: StoredItem, snapshot: KnownSnapshot, making: { now: Date; id: () => string }): CaseRow {
  const facts = factsOf(item, null, making.now);
  const dueAt = dueAtOf(facts, item.platform.targets, { now: making.now, dueBefore: null });
  const { rank, why } = rankOf(facts, dueAt);
  return {
    isNew: true,
    isToReread: false,
    isExplained: false,
    id: making.id(),
    itemId: item.id,
    platformId: item.platform.id,
    snapshotId: snapshot.id,
    accountId: item.accountId,
    version: 1,
    rank,
    why,
    dueAt,
    source: facts.source,
    language: languageFor(snapshot, item),
    severity: null,
    noticeCount: facts.noticeCount,
    tags: tagsOf(item, []),
    harmsTold: harmsOf(item, []),
    excerpt: snapshot.excerpt,
    surface: item.surface,
  };
}

function joined(
  item: StoredItem,
  before: OpenCase,
  seen: { snapshots: readonly KnownSnapshot[]; isChanged: boolean; now: Date },
): CaseRow {
  const { snapshots, now } = seen;
  const facts = factsOf(item, before, now);
  const dueAt = dueAtOf(facts, item.platform.targets, { now, dueBefore: before.dueAt });
  const { rank, why } = rankOf(facts, dueAt);
  const first = snapshots.find((snapshot) => snapshot.id === before.snapshotId);
  const better = snapshots
    .filter((snapshot) => first && replaces(snapshot, first))
    .sort((one, other) => worth(other) - worth(one) || Number(other.isDated) - Number(one.isDated))[0];
  const accountId = before.accountId ?? item.accountId;
  const surface = before.surface ?? item.surface;
  const isOther =
    better !== undefined || accountId !== before.accountId || surface !== before.surface || item.isRoleNew;
  return {
    isNew: false,
    isToReread: isOther,
    isExplained: item.reports.some(({ notice }) => notice.input.explanation.trim() !== ""),
    id: before.id,
    itemId: item.id,
    platformId: item.platform.id,
    snapshotId: better?.id ?? before.snapshotId,
    accountId,
    // Content, author, role or date are other than what the moderator is looking at: a decision on the old view is told
    // so, or it would be pinned to what nobody saw. One more voice is nothing other.
    version: before.version + (seen.isChanged || isOther ? 1 : 0),
    rank,
    why,
    dueAt,
    source: facts.source,
    language: better ? languageFor(better, item) : before.language,
    severity: before.severity,
    noticeCount: facts.noticeCount,
    tags: tagsOf(item, before.tags),
    harmsTold: harmsOf(item, before.harmsTold),
    excerpt: better?.excerpt ?? before.excerpt,
    surface,
  };
}
