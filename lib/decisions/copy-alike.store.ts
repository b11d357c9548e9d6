import "server-only";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type CleanedText, databaseCopies, databaseSubmissions, waveRunMembers } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { noteCopyAct } from "./copy-acts.store";
import { type Changes, databaseProblems, personalDataProblems, reviewedPayload } from "./copy-review.rules";
import { namesAround } from "./copy-review.store";

type Payload = Record<string, unknown>;
type Looked = { id: string; decisionId: string; payload: Payload; cleaned: CleanedText[] };
/** What a person said of the copy that they looked at. */
export type Said = { changes: Changes | null; harmless: readonly string[]; why: string | null };

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const typedOf = ({ cleaned, payload }: Pick<Looked, "cleaned" | "payload">) =>
  cleaned
    .filter(({ isTyped }) => isTyped)
    .map(({ field, text, places }) => ({ field, text, told: payload[field], at: places.map(({ start }) => start) }));

/**
 * Releases, with what was said of one copy, the others of its wave that wait for nothing else: the same typed words were
 * told of all of them in one act, so that one look is enough. Each is judged by itself: one that names somebody of its own
 * case, or that the database would refuse, goes on waiting. Answers their ids.
 */
export async function releaseAlike(tx: Tx, actor: Actor & { kind: "person" }, looked: Looked, said: Said, now: Date) {
  const typed = typedOf(looked);
  if (typed.length === 0) return [];
  const { id, platformId, decisionId, payload, cleaned, state } = databaseCopies;
  const runs = tx
    .select({ id: waveRunMembers.runId })
    .from(waveRunMembers)
    .where(eq(waveRunMembers.decisionId, looked.decisionId));
  const waiting = await tx
    .select({ id, platformId, decisionId, payload, cleaned })
    .from(databaseCopies)
    .innerJoin(databaseSubmissions, eq(databaseSubmissions.copyId, id))
    .innerJoin(waveRunMembers, eq(waveRunMembers.decisionId, decisionId))
    .where(
      and(
        inArray(waveRunMembers.runId, runs),
        ne(id, looked.id),
        eq(state, "to_review"),
        eq(databaseSubmissions.state, "waiting"),
        decisionShownTo(actor, decisionId),
      ),
    )
    .orderBy(asc(id))
    // Somebody else may be looking at one of them right now: that one is theirs.
    .for("update", { of: [databaseCopies, databaseSubmissions], skipLocked: true });
  const released: string[] = [];
  for (const copy of waiting) {
    const isOnlyTyped = copy.cleaned.every(({ isTyped }) => isTyped);
    if (!isOnlyTyped || !same(typedOf(copy), typed)) continue;
    const told = said.changes ? reviewedPayload(copy.payload, onlyTyped(said.changes, typed)) : copy.payload;
    const names = [...(await namesAround(tx, copy.decisionId)), actor.name];
    if (personalDataProblems(told, names, said.harmless).length + databaseProblems(told).length > 0) continue;
    await tx
      .update(databaseCopies)
      .set({
        ...{ state: "ready", reviewedBy: actor.id, reviewedAt: now, reviewReason: said.why },
        ...(said.changes ? { released: told } : {}),
      })
      .where(eq(id, copy.id));
    const words = said.changes ? told : null;
    await noteCopyAct(tx, copy, { kind: "released", why: said.why, told: words, by: actor.id, at: now });
    released.push(copy.id);
  }
  return released;
}

/** Words of one item alone, such as its facts with its day, are not put into the others. */
function onlyTyped({ texts, category }: Changes, typed: readonly { field: string }[]): Changes {
  const shared = Object.entries(texts).filter(([field]) => typed.some((one) => one.field === field));
  return { texts: Object.fromEntries(shared), category };
}
