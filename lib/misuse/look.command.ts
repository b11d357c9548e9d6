import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { misuseAppeals, misuseFirstLooks, misuseMeasures, people } from "@/db/schema";
import { type IndependenceRefusal, mayDecideAppeal, type Reviewer } from "@/lib/appeals/independence.rules";
import { reviewerOf } from "@/lib/appeals/store";
import { placeholderProblem } from "@/lib/decisions/placeholder.rules";
import { command } from "@/lib/platform/command";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { LookAtMisuseAppeal } from "./misuse.contract";
import type { Measure } from "./subject.store";

type Refusal = IndependenceRefusal | "misuse_own_measure";

/**
 * Why this person may not answer the complaint about a measure, or null: the rule of every other complaint (Art. 20(6), A8,
 * A9), with who warned in the place of who reviewed.
 */
export async function refusalToAnswer(
  db: Db | Tx,
  measure: Measure,
  person: Reviewer,
  now: Date,
): Promise<Refusal | null> {
  if ([measure.warnedBy, measure.suspendedBy].includes(person.id)) return "misuse_own_measure";
  const allowed = mayDecideAppeal(
    {
      appeal: { state: "received", assignedTo: null, filedBy: null, letPast: [] },
      decision: {
        decidedBy: measure.suspendedBy,
        reviewedBy: [measure.warnedBy],
        team: await teamOf(db, measure),
        isChildSafety: false,
      },
      person,
    },
    now,
  );
  return allowed.ok ? null : allowed.reason;
}

async function teamOf(db: Db | Tx, { suspendedBy, platformId }: Measure): Promise<string | null> {
  if (!suspendedBy || !(await settingsFor(db, platformId)).appealsOutsideTeam) return null;
  const [row] = await db.select({ team: people.team }).from(people).where(eq(people.id, suspendedBy));
  return row?.team ?? null;
}

type Held = { appeal: typeof misuseAppeals.$inferSelect; measure: Measure; by: string };

/** The complaint under lock with its measure, if this person may answer it now. */
export async function complaintFor(tx: Tx, actor: Actor, appealId: string, now: Date): Promise<Result<Held>> {
  const [appeal] = await tx.select().from(misuseAppeals).where(eq(misuseAppeals.id, appealId)).for("update");
  const [measure] = appeal
    ? await tx.select().from(misuseMeasures).where(eq(misuseMeasures.id, appeal.measureId)).for("update")
    : [];
  if (!appeal || !measure || !mayOn(actor, measure.platformId)) return fail("not_found", "appeal_not_found");
  if (appeal.decidedAt) return fail("stale", "misuse_appeal_answered");
  const person = await reviewerOf(tx, actor.id, actor.kind);
  const refusal = await refusalToAnswer(tx, measure, person, now);
  return refusal ? fail("refused", refusal) : ok({ appeal, measure, by: person.id });
}

/** Whether this person has said what they find. */
export async function hasLookedAt(db: Db | Tx, appealId: string, personId: string): Promise<boolean> {
  const own = and(eq(misuseFirstLooks.appealId, appealId), eq(misuseFirstLooks.by, personId));
  return (await db.$count(misuseFirstLooks, own)) > 0;
}

/** The reviewer's own finding from what was marked, before anything of the suspension is shown to them; kept as written. */
export const lookAtMisuseAppeal = command({
  name: "misuse.look",
  permission: "misuse.manage",
  input: LookAtMisuseAppeal,
  subject: ({ appealId, finding }) => ({ kind: "misuse", id: appealId, detail: { finding } }),
  async run({ tx, actor, now, onPlatform }, { appealId, finding, why }) {
    const held = await complaintFor(tx, actor, appealId, now);
    if (!held.ok) return held;
    const { platformId } = held.value.measure;
    onPlatform(platformId);
    if (await hasLookedAt(tx, appealId, held.value.by)) return fail("stale", "appeal_looked");
    if (placeholderProblem(why))
      return fail("refused", "refused", { fields: [{ field: "why", reason: "appeal_look_why" }] });
    await tx.insert(misuseFirstLooks).values({ platformId, appealId, by: held.value.by, at: now, finding, why });
    return ok({ appealId });
  },
});
