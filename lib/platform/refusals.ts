import "server-only";
import { lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { refusalCounts } from "@/db/schema";
import { type AuditSubject, actorIdOf, appendAudit } from "./audit";
import type { Actor } from "./permissions.rules";

const hourMs = 3_600_000;
const hourOf = (now: Date) => new Date(Math.floor(now.getTime() / hourMs) * hourMs);

type Refusal = {
  actor: Actor;
  verb: string;
  subject: AuditSubject;
  now: Date;
  /** What is counted apart from others of this verb; from a small set only, never what a stranger chooses. */
  apart?: string;
};

/**
 * Writes down a refusal. Each one of a person of the desk is an entry. Visitors, keys and the product's own schedules can
 * be refused without end, so of theirs the first in an hour is an entry at once, and the others of the same verb and
 * reason are counted, and told in one entry when the hour is over (`closeRefusals`).
 */
export async function appendRefusal(tx: Tx | Db, refusal: Refusal): Promise<void> {
  const { actor, verb, subject, now } = refusal;
  const program = programOf(actor);
  if (program && (await counted(tx, { ...refusal, actor: program })) > 1) return;
  await appendAudit(tx, { actor, verb, outcome: "refused", subject, now });
}

/** Who can ask without end: all but a person at the desk. For a person whom a key acts for, it is the key that asks. */
function programOf(actor: Actor): Actor | null {
  if (actor.kind !== "person") return actor;
  const { through } = actor;
  return through
    ? { kind: "key", id: through.keyId, name: "", platformIds: through.platformIds, permissions: [] }
    : null;
}

/** How many of this kind there were in this hour, this one among them. */
async function counted(tx: Tx | Db, { actor, verb, subject, now, apart = "" }: Refusal): Promise<number> {
  const { hour, actorKind, actorId, reason, chain, count } = refusalCounts;
  const [row] = await tx
    .insert(refusalCounts)
    .values({
      hour: hourOf(now),
      actorKind: actor.kind,
      actorId: actorIdOf(actor) ?? "",
      verb,
      reason: String(subject.detail?.reason ?? ""),
      apart,
      chain: subject.platformId ?? "desk",
      subjectKind: subject.kind,
      count: 1,
    })
    .onConflictDoUpdate({
      target: [hour, actorKind, actorId, refusalCounts.verb, reason, refusalCounts.apart, chain],
      set: { count: sql`${count} + 1` },
    })
    .returning({ count });
  return row?.count ?? 1;
}

type Counted = typeof refusalCounts.$inferSelect;

/** The actor of a counted refusal, as far as the log needs one. */
function actorOf({ actorKind, actorId }: Counted): Actor {
  if (actorKind === "key") return { kind: "key", id: actorId, name: "", platformIds: [], permissions: [] };
  return actorKind === "system" ? { kind: "system", name: actorId } : { kind: "public" };
}

/** For the worker: tells the refusals of past hours beyond the first of each kind, in one entry each, and forgets them. */
export async function closeRefusals(db: Db, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const over = await tx
      .delete(refusalCounts)
      .where(lt(refusalCounts.hour, hourOf(now)))
      .returning();
    const several = over.filter(({ count }) => count > 1);
    for (const row of several) {
      const { verb, reason, chain, subjectKind, apart } = row;
      const detail = { reason, hour: row.hour.toISOString(), more: row.count - 1 };
      const subject = { kind: subjectKind, id: apart || "several", detail };
      const platform = chain === "desk" ? {} : { platformId: chain };
      await appendAudit(tx, {
        actor: actorOf(row),
        verb,
        outcome: "refused",
        subject: { ...subject, ...platform },
        now,
      });
    }
    return several.length;
  });
}
