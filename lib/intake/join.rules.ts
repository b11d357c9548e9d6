import type { SnapshotMedia } from "@/db/schema";
import type { NoticeSource } from "./contract";
import { copiedByNotifier, type IntakePlatform, type PreparedItem, type PreparedNotice } from "./prepare.rules";
import { claimsIn, dueAtOf, type RankFacts, type RankReason, rankOf, weightiestSource } from "./rank.rules";
import { excerptOf, isBlank, type Seen, snapshotHash } from "./snapshot.rules";

/** An item as stored, with what was there before this batch. */
export type StoredItem = {
  id: string;
  platform: IntakePlatform;
  location: string;
  accountId: string | null;
  surface: string | null;
  openCase: OpenCase | null;
  /** Oldest first. */
  snapshots: { id: string; sha256: string; isBlank: boolean; language: string; excerpt: string }[];
  /** The reports of this batch, in their order. */
  reports: { notice: PreparedNotice; item: PreparedItem }[];
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
  tags: string[];
  excerpt: string;
  surface: string | null;
  why: RankReason[];
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
export type CaseRow = Omit<OpenCase, "number"> & {
  isNew: boolean;
  itemId: string;
  platformId: string;
  rank: number;
};

export type ItemPlan = { snapshots: NewSnapshot[]; caseRow: CaseRow };

/**
 * Reports of one item join its open case, or open one when there is none (or the last was decided). Content that
 * differs from every copy we have becomes one more snapshot; the case keeps the one it began with, unless that was blank.
 */
export function planItem(item: StoredItem, making: { now: Date; id: () => string }): ItemPlan {
  const snapshots = newSnapshots(item, making);
  const all = [...item.snapshots, ...snapshots.map((snapshot) => asKnown(snapshot, item.location))];
  const latest = all.filter((one) => !one.isBlank).at(-1) ?? all.at(-1);
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

function asKnown(snapshot: NewSnapshot, location: string): StoredItem["snapshots"][number] {
  const { id, sha256, language } = snapshot;
  return { id, sha256, language, isBlank: isBlank(snapshot), excerpt: excerptOf(snapshot, location) };
}

const noticesOf = (item: StoredItem) => [...new Set(item.reports.map((report) => report.notice))];

function tagsOf(item: StoredItem, before: readonly string[]): string[] {
  return [...new Set([...before, ...noticesOf(item).flatMap((notice) => notice.input.tags)])];
}

function factsOf(item: StoredItem, before: OpenCase | null): RankFacts {
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
  };
}

function languageFor(snapshot: { language: string }, item: StoredItem): string {
  return snapshot.language === "und" ? (noticesOf(item)[0]?.language ?? "und") : snapshot.language;
}

function opened(
  item: StoredItem,
  snapshot: StoredItem["snapshots"][number],
  making: { now: Date; id: () => string },
): CaseRow {
  const facts = factsOf(item, null);
  const dueAt = dueAtOf(facts, item.platform.targets, { now: making.now, dueBefore: null });
  const { rank, why } = rankOf(facts, dueAt);
  return {
    isNew: true,
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
    excerpt: snapshot.excerpt,
    surface: item.surface,
  };
}

function joined(
  item: StoredItem,
  before: OpenCase,
  seen: { snapshots: StoredItem["snapshots"]; isChanged: boolean; now: Date },
): CaseRow {
  const { snapshots, now } = seen;
  const facts = factsOf(item, before);
  const dueAt = dueAtOf(facts, item.platform.targets, { now, dueBefore: before.dueAt });
  const { rank, why } = rankOf(facts, dueAt);
  const first = snapshots.find((snapshot) => snapshot.id === before.snapshotId);
  const better = first?.isBlank ? snapshots.find((snapshot) => !snapshot.isBlank) : undefined;
  return {
    isNew: false,
    id: before.id,
    itemId: item.id,
    platformId: item.platform.id,
    snapshotId: better?.id ?? before.snapshotId,
    accountId: before.accountId ?? item.accountId,
    // Other content than the moderator is looking at: a decision on the old view is told so. One more voice is not.
    version: before.version + (seen.isChanged ? 1 : 0),
    rank,
    why,
    dueAt,
    source: facts.source,
    language: better ? languageFor(better, item) : before.language,
    severity: before.severity,
    noticeCount: facts.noticeCount,
    tags: tagsOf(item, before.tags),
    excerpt: better?.excerpt ?? before.excerpt,
    surface: before.surface ?? item.surface,
  };
}
