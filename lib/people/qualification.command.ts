import "server-only";
import { eq } from "drizzle-orm";
import { people, qualifications } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { addDays, startOfDay } from "@/lib/platform/time.rules";
import { AddQualification, EndQualification, type QualificationChanged } from "./contract";
import { overlaps, stateOfQualification } from "./rules";
import { qualificationsOf } from "./store";

/** The proof that a person may answer appeals (DSA Art. 20(6)), from a day to the end of another, in UTC. */
export const addQualification = command({
  name: "qualification.add",
  permission: "people.manage",
  input: AddQualification,
  subject: ({ personId }, value?: QualificationChanged) => ({
    kind: "person",
    id: personId,
    detail: value ? { qualificationId: value.qualificationId } : {},
  }),
  async run({ tx, actor }, { personId, subject, validFrom, validUntil }) {
    // The lock keeps two admins from recording the same proof at once.
    const [person] = await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for("update");
    if (!person) return fail("not_found", "person_not_found");
    const span = {
      subject,
      validFrom: startOfDay(validFrom, "UTC"),
      validUntil: validUntil === null ? null : startOfDay(addDays(validUntil, 1), "UTC"),
    };
    const there = await qualificationsOf(tx, personId);
    if (there.some((other) => overlaps(span, other))) return fail("conflict", "qualification_overlaps");
    const recordedBy = actor.kind === "person" ? actor.id : null;
    const [added] = await tx
      .insert(qualifications)
      .values({ personId, ...span, recordedBy })
      .returning({ id: qualifications.id });
    if (!added) throw new Error("an insert without conflict returns its row");
    return ok<QualificationChanged>({ qualificationId: added.id, personId });
  },
});

/** The proof counts no longer, from now on; what was answered under it stays answered. */
export const endQualification = command({
  name: "qualification.end",
  permission: "people.manage",
  input: EndQualification,
  subject: ({ qualificationId }, value?: QualificationChanged) => ({
    kind: "qualification",
    id: qualificationId,
    detail: value ? { personId: value.personId } : {},
  }),
  async run({ tx, now }, { qualificationId }) {
    const { id, personId, validFrom, validUntil } = qualifications;
    const [row] = await tx
      .select({ id, personId, validFrom, validUntil })
      .from(qualifications)
      .where(eq(id, qualificationId))
      .for("update");
    if (!row) return fail("not_found", "qualification_not_found");
    if (stateOfQualification(row, now) === "ended") return fail("stale", "qualification_over");
    // One that has not begun ends where it would have begun: it never counts.
    const end = stateOfQualification(row, now) === "coming" ? row.validFrom : now;
    await tx.update(qualifications).set({ validUntil: end }).where(eq(id, qualificationId));
    return ok<QualificationChanged>({ qualificationId, personId: row.personId });
  },
});
