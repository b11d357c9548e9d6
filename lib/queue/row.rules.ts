import { type HarmClass, harmsAmong } from "@/lib/platform/harm.rules";
import type { Role } from "@/lib/platform/permissions.rules";
import { veiled } from "./care.rules";
import type { CaseState, QueueRow, RankReason } from "./contract";
import { holderOf, keptFor } from "./rules";

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
  harms: string[];
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
  heldUntil: Date | null;
  handedTo: string | null;
  handedToName: string | null;
  handedByName: string | null;
  handedWhy: string | null;
  handedUntil: Date | null;
  waitingFor: string | null;
};

/** The reference people read and quote: WX-20811. */
export function caseReference(prefix: string, number: number): string {
  return `${prefix}-${number}`;
}

function handedIn(row: StoredRow, viewerId: string | null, now: Date): QueueRow["handed"] {
  const kept = keptFor(row, now);
  if (kept === null) return null;
  const { handedToName, handedByName, handedWhy } = row;
  return { to: handedToName ?? "", isToMe: kept === viewerId, by: handedByName ?? "", why: handedWhy ?? "" };
}

/**
 * A line of the queue as `viewerId` sees it: a lapsed claim is nobody's, and the case shows as what it rests in.
 * @param notGiven classes the viewer is not given now: a row of those is without excerpt
 */
export function toQueueRow(
  row: StoredRow,
  viewerId: string | null,
  now: Date,
  notGiven: readonly HarmClass[] = [],
): QueueRow {
  const holder = holderOf(row, now);
  return {
    id: row.id,
    reference: caseReference(row.prefix, row.number),
    platform: row.platformId,
    ...veiled(row, notGiven),
    surface: row.surface,
    language: row.language,
    source: row.source,
    noticeCount: row.noticeCount,
    tags: row.tags,
    severity: row.severity,
    harms: harmsAmong(row.harms),
    clauseGroup: row.clauseGroup,
    rank: row.rank,
    rankWhy: row.rankWhy,
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    state: row.state === "claimed" && holder === null ? row.restingState : row.state,
    version: row.version,
    claimedBy: holder === null ? null : { name: row.claimedByName ?? "", isMe: holder === viewerId },
    isAhead: holder !== null && row.claimedAhead,
    heldUntil: holder === null ? null : (row.heldUntil?.toISOString() ?? null),
    handed: handedIn(row, viewerId, now),
    hasLapsedForMe: row.state === "claimed" && holder === null && viewerId !== null && row.claimedBy === viewerId,
    waitingFor: row.waitingFor,
  };
}

/** Whether a free case is not its reader's to take because it was escalated: the screen then offers no key that is refused. */
export function isForSupervisor(state: CaseState, reader: { kind: string; role?: Role }): boolean {
  return state === "escalated" && reader.role !== "supervisor";
}
