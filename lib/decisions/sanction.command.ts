import "server-only";
import { and, asc, eq, isNotNull, lte, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { sanctions } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { ok } from "@/lib/platform/result";
import { dueMoves } from "./sanction.rules";
import { sanctionFacts } from "./sanction-facts.rules";
import { stillInForce } from "./still-in-force.store";

type Move = "in_force" | "ended";
type SanctionRow = typeof sanctions.$inferSelect;

const batch = 200;
const worker = { kind: "system", name: "sanctions" } as const;
const events = { in_force: "sanction.started", ended: "sanction.ended" } as const;

function due(move: Move, now: Date): SQL | undefined {
  return move === "in_force"
    ? and(eq(sanctions.state, "held"), lte(sanctions.startsAt, now))
    : and(eq(sanctions.state, "in_force"), isNotNull(sanctions.endsAt), lte(sanctions.endsAt, now));
}

/** One batch of moves that the clock made due; each is told to the platform and has its own audit entry. */
function movesOf(move: Move) {
  return command({
    name: move === "in_force" ? "sanction.start" : "sanction.end",
    permission: "sanction.end",
    input: z.object({}),
    subject: (_, moved?: number) => ({ kind: "sanction", id: "batch", detail: { moved: moved ?? 0 } }),
    async run({ tx, now }) {
      const by = move === "in_force" ? sanctions.startsAt : sanctions.endsAt;
      const rows = await tx
        .select()
        .from(sanctions)
        .where(due(move, now))
        .orderBy(asc(by), asc(sanctions.id))
        .limit(batch)
        .for("update", { skipLocked: true });
      const moves = dueMoves(rows.map(sanctionFacts), now).filter(({ to }) => to === move);
      for (const { sanctionId, at } of moves) {
        const row = rows.find(({ id }) => id === sanctionId);
        if (row) await moveOne(tx, row, { move, at, now });
      }
      return ok(moves.length);
    },
  });
}

async function moveOne(
  tx: Tx,
  row: SanctionRow,
  { move, at, now }: { move: Move; at: Date; now: Date },
): Promise<void> {
  const endedAt = move === "ended" ? at : null;
  await tx.update(sanctions).set({ state: move, endedAt }).where(eq(sanctions.id, row.id));
  const event = events[move];
  const payload = {
    event,
    sanctionId: row.id,
    decisionId: row.decisionId,
    accountId: row.accountId,
    action: row.action,
    at: at.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    // An ending gives nothing back while another sanction still stands on the same person: terms are not added (Q47).
    ...(move === "ended" ? { stillInForce: await stillInForce(tx, row.accountId) } : {}),
  };
  const { platformId, decisionId } = row;
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `${event}:${row.id}`, platformId, decisionId }, now);
  const subject = {
    kind: "sanction",
    id: row.id,
    platformId: row.platformId,
    detail: { action: row.action, decisionId: row.decisionId },
  };
  await appendAudit(tx, { actor: worker, verb: event, outcome: "done", subject, now });
}

const startBatch = movesOf("in_force");
const endBatch = movesOf("ended");

async function all(db: Db, move: Move, now: Date): Promise<number> {
  let moved = 0;
  for (;;) {
    // Looked at first, so that an idle minute writes no audit entry.
    const [some] = await db.select({ id: sanctions.id }).from(sanctions).where(due(move, now)).limit(1);
    if (!some) return moved;
    const result = await (move === "in_force" ? startBatch : endBatch)(worker, {}, now);
    if (!result.ok || result.value === 0) return moved;
    moved += result.value;
  }
}

/** For the worker: puts in force what waited out its undo window. Safe to run twice; answers how many. */
export function startDueSanctions(db: Db, now: Date): Promise<number> {
  return all(db, "in_force", now);
}

/** For the worker: ends what has run its term, to the instant that was decided. Run after `startDueSanctions`. */
export function endDueSanctions(db: Db, now: Date): Promise<number> {
  return all(db, "ended", now);
}
