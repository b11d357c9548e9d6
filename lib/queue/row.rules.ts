import type { CaseState, QueueRow, RankReason } from "./contract";
import { holderOf } from "./rules";

/** One case as the queue's columns hold it, with its platform's prefix and its holder's name. */
export type StoredRow = {
  id: string;
  number: number;
  prefix: string;
  platformId: string;
  excerpt: string;
  surface: string | null;
  language: string;
  source: string;
  noticeCount: number;
  tags: string[];
  severity: string | null;
  clauseGroup: string | null;
  rank: number;
  rankWhy: RankReason[];
  openedAt: Date;
  dueAt: Date;
  state: CaseState;
  restingState: CaseState;
  version: number;
  claimedBy: string | null;
  claimedByName: string | null;
  leaseUntil: Date | null;
  claimedAhead: boolean;
  waitingFor: string | null;
};

/** The reference people read and quote: WX-20811. */
export function caseReference(prefix: string, number: number): string {
  return `${prefix}-${number}`;
}

/** A line of the queue as `viewerId` sees it: a lapsed claim is nobody's, and the case shows as what it rests in. */
export function toQueueRow(row: StoredRow, viewerId: string | null, now: Date): QueueRow {
  const holder = holderOf(row, now);
  return {
    id: row.id,
    reference: caseReference(row.prefix, row.number),
    platform: row.platformId,
    excerpt: row.excerpt,
    surface: row.surface,
    language: row.language,
    source: row.source,
    noticeCount: row.noticeCount,
    tags: row.tags,
    severity: row.severity,
    clauseGroup: row.clauseGroup,
    rank: row.rank,
    rankWhy: row.rankWhy,
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    state: row.state === "claimed" && holder === null ? row.restingState : row.state,
    version: row.version,
    claimedBy: holder === null ? null : { name: row.claimedByName ?? "", isMe: holder === viewerId },
    isAhead: holder !== null && row.claimedAhead,
    hasLapsedForMe: row.state === "claimed" && holder === null && viewerId !== null && row.claimedBy === viewerId,
    waitingFor: row.waitingFor,
  };
}
