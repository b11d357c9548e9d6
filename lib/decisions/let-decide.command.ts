import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { caseOverrides, cases, people } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { wasReversedOf } from "@/lib/queue/reversed.store";
import { LetDecide } from "./let-decide.contract";
import { decidingRoles } from "./let-decide.queries";
import { placeholderProblem } from "./placeholder.rules";

/**
 * Lets a named person decide a case that an appeal opened again although it was their own decision that fell: for a team
 * in which nobody else can (DSA.md A9: by a named override, with a reason, logged). Said by an admin and never by the
 * person themselves; it holds for the next decision on the case and lifts nothing else. Fails as `case_not_tied` where
 * nothing has to be lifted.
 */
export const letDecide = command({
  name: "case.override",
  permission: "case.override",
  input: LetDecide,
  subject: ({ caseId, personId }) => ({ kind: "case", id: caseId, detail: { personId } }),
  async run({ tx, actor, now, onPlatform }, { caseId, personId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const seen = and(eq(cases.id, caseId), shownTo(actor));
    const [row] = await tx
      .select({ platformId: cases.platformId, state: cases.state })
      .from(cases)
      .where(seen)
      .for("update");
    if (!row || !mayOn(actor, row.platformId)) return fail("not_found", "case_not_found");
    onPlatform(row.platformId);
    const [tied] = await tx
      .select({ id: cases.id })
      .from(cases)
      .where(and(seen, wasReversedOf(personId)));
    const fits = and(eq(people.id, personId), isNull(people.disabledAt), inArray(people.role, [...decidingRoles]));
    const [person] = await tx.select({ id: people.id }).from(people).where(fits);
    if (!tied || !person || personId === actor.id || row.state === "decided") return fail("refused", "case_not_tied");
    if (placeholderProblem(why))
      return fail("refused", "refused", { fields: [{ field: "why", reason: "appeal_override_why" }] });
    const made = { platformId: row.platformId, caseId, personId, why, allowedBy: actor.id, allowedAt: now };
    await tx.insert(caseOverrides).values(made);
    return ok({ caseId, personId });
  },
});
