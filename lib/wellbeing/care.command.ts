import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { careChoices, cases } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { type HarmClass, harmsAmong } from "@/lib/platform/harm.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { recordOpened } from "@/lib/queue/care.store";
import { OpenedCase } from "@/lib/queue/contract";
import { caseFor, releaseRow } from "@/lib/queue/store";
import { ChangeCare } from "./contract";

/** What they hold goes back as any release does: its entry says nothing of why. `of` null: all of it. */
export async function giveBack(tx: Tx, actor: Person, of: readonly HarmClass[] | null, now: Date): Promise<number> {
  const held = await tx
    .select({ id: cases.id, harms: cases.harms })
    .from(cases)
    .where(and(eq(cases.state, "claimed"), eq(cases.claimedBy, actor.id)))
    .orderBy(cases.id);
  const leaving = held.filter(({ harms }) => of === null || harmsAmong(harms).some((harm) => of.includes(harm)));
  let given = 0;
  for (const { id: caseId } of leaving) {
    const { row } = await caseFor(tx, { verb: "release", caseId, actor }, now);
    if (!row || row.claimedBy !== actor.id) continue;
    await releaseRow(tx, row);
    const subject = { kind: "case", id: caseId, platformId: row.platformId };
    await appendAudit(tx, { actor, verb: "case.release", outcome: "done", subject, now });
    given += 1;
  }
  return given;
}

/**
 * What somebody does not want to be given, and limits of their own, from the next case on. Nobody is asked why, and the
 * log does not hold it: what a person cannot look at today is not for others to read.
 */
export const changeCare = command({
  name: "care.change",
  permission: "self.change",
  input: ChangeCare,
  subject: () => null,
  async run({ tx, actor, now }, { optedOut, limits, giveBack: isToGiveBack }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const kept = { optedOut: harmsAmong(optedOut), limits };
    await tx
      .insert(careChoices)
      .values({ personId: actor.id, ...kept })
      .onConflictDoUpdate({ target: careChoices.personId, set: kept });
    const given = isToGiveBack && kept.optedOut.length > 0 ? await giveBack(tx, actor, kept.optedOut, now) : 0;
    return ok({ givenBack: given });
  },
});

/**
 * That a case is before them without being theirs: only looked at, or opened by its address although they are not given
 * such a one and were asked (`anyway`). Kept for the person alone.
 */
export const openCase = command({
  name: "care.open",
  permission: "case.claim",
  input: OpenedCase,
  subject: () => null,
  async run({ tx, actor, now }, { caseId, anyway }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const { id, platformId, harms, severity, childSafety } = cases;
    const [row] = await tx.select({ id, platformId, harms, severity, childSafety }).from(cases).where(eq(id, caseId));
    if (!row || (row.childSafety && !actor.skills?.childSafety)) return fail("not_found", "case_not_found");
    await recordOpened(tx, actor, row, now, { isAnyway: anyway });
    return ok({ caseId });
  },
});
