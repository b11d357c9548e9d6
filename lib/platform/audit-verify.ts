import "server-only";
import { asc, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { auditEntries, auditHeads } from "@/db/schema";
import { type ChainEntry, type ChainHead, type ChainReport, chainVerifier } from "./audit-chain.rules";

const { chain, position, at, actorKind, actorId, verb, outcome, subjectKind, subjectId, body, prevHash, hash } =
  auditEntries;
const columns = {
  chain,
  position,
  at,
  actorKind,
  actorId,
  verb,
  outcome,
  subjectKind,
  subjectId,
  body,
  prevHash,
  hash,
};

/** Every entry, chain by chain and by position, `size` at a time: memory does not grow with the log. */
export async function* auditBatches(db: Db, size = 1000): AsyncGenerator<ChainEntry[]> {
  let last: ChainHead | undefined;
  for (;;) {
    const past = last ? sql`(${chain}, ${position}) > (${last.chain}, ${last.position})` : undefined;
    const rows = await db.select(columns).from(auditEntries).where(past).orderBy(asc(chain), asc(position)).limit(size);
    if (rows.length === 0) return;
    yield rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    last = rows.at(-1);
  }
}

export function auditChainHeads(db: Db | Tx): Promise<ChainHead[]> {
  const { chain, position, hash } = auditHeads;
  return db.select({ chain, position, hash }).from(auditHeads).orderBy(asc(chain));
}

export type Verified = ChainReport & { checkedAt: string; milliseconds: number };

/** Verifies the whole log while the desk goes on writing: entries that come after the heads were read are checked too. */
export async function verifyAudit(
  db: Db,
  {
    anchors = [],
    onProgress,
    now,
  }: { anchors?: readonly ChainHead[]; onProgress?: (entries: number) => void; now: Date },
): Promise<Verified> {
  const started = performance.now();
  const verifier = chainVerifier(await auditChainHeads(db), anchors);
  let entries = 0;
  for await (const batch of auditBatches(db)) {
    for (const entry of batch) verifier.take(entry);
    entries += batch.length;
    onProgress?.(entries);
  }
  return { ...verifier.report(), checkedAt: now.toISOString(), milliseconds: Math.round(performance.now() - started) };
}

/**
 * The log as NDJSON for keeping elsewhere: first the heads, one a line as `{"head": …}`, then the entries. Made for
 * `audit verify --file`, which needs no database.
 */
export async function* auditExport(db: Db): AsyncGenerator<string> {
  for (const head of await auditChainHeads(db)) yield `${JSON.stringify({ head })}\n`;
  for await (const batch of auditBatches(db)) yield batch.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}
