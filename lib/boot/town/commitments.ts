import "server-only";
import { and, eq, lt } from "drizzle-orm";
import type { Db } from "@/db/client";
import { commitmentMilestones, commitmentRegisters, commitments } from "@/db/schema";
import { loadBuiltInRegisters } from "@/lib/commitments/built-in.command";
import { assignCommitment, changeRegister, passMilestone } from "@/lib/commitments/manage.command";
import { registerZone } from "@/lib/commitments/month.rules";
import { addEvidence, recordReview, setStatus } from "@/lib/commitments/record.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import type { Person } from "@/lib/platform/permissions.rules";
import type { Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { demoActor } from "./flaggers";

const slug = "aliexpress-2025";

function must<Value>(what: string, result: Result<Value>): Value {
  if (!result.ok) throw new Error(`the town's ${what} was refused: ${JSON.stringify(result)}`);
  return result.value;
}

async function commitmentOf(db: Db, ref: string) {
  const [row] = await db
    .select({ commitmentId: commitments.id, version: commitments.version })
    .from(commitments)
    .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
    .where(and(eq(commitmentRegisters.slug, slug), eq(commitments.ref, ref)));
  if (!row) throw new Error(`the register has no ${ref}`);
  return row;
}

/** A newcomer is not met by duties that were over before the town was there. */
async function passOldMilestones(
  db: Db,
  { registerId, owner }: { registerId: string; owner: Person },
  now: Date,
): Promise<void> {
  const { id, dueAt } = commitmentMilestones;
  const passed = await db
    .select({ milestoneId: id, dueAt })
    .from(commitmentMilestones)
    .where(and(eq(commitmentMilestones.registerId, registerId), lt(dueAt, now)));
  for (const { milestoneId, dueAt: due } of passed) {
    if (!due) continue;
    const given = { milestoneId, doneOn: dayIn(due, registerZone), note: "Reported to the trustee." };
    must("milestone", await passMilestone(owner, given, now));
  }
}

/**
 * The town's supervisor leads the team, owns the commitments on notices and appeals, and has looked at the first. The first
 * day is the town's own choice: no document that we know names one. What was due since was done on its day.
 */
export async function settleCommitments(db: Db, people: readonly DemoPersonThere[], now: Date): Promise<void> {
  await loadBuiltInRegisters(db, now);
  const [admin, owner] = [demoActor(people, "admin"), demoActor(people, "supervisor")];
  const [register] = await db.select().from(commitmentRegisters).where(eq(commitmentRegisters.slug, slug));
  if (!register) throw new Error(`there is no register ${slug}`);
  const { id: registerId, version, reviewDays, taskDays, marginMonths } = register;
  const set = { registerId, version, startsOn: "2025-06-18", leadId: owner.id, reviewDays, taskDays, marginMonths };
  must("register", await changeRegister(admin, set, now));
  await passOldMilestones(db, { registerId, owner }, now);
  for (const ref of ["AE1", "AE2", "AE3"]) {
    const given = { ...(await commitmentOf(db, ref)), ownerId: owner.id, reviewDays: "" };
    must(ref, await assignCommitment(admin, given, now));
  }
  const why = "The button stands on listings, shops, reviews, chats and advertisements.";
  must("status", await setStatus(owner, { ...(await commitmentOf(db, "AE1")), status: "in_place", why }, now));
  const { commitmentId } = await commitmentOf(db, "AE1");
  const shown = { commitmentId, title: "The button in five places", note: "Looked at on the site and in the app." };
  must("evidence", await addEvidence(owner, shown, now));
  const finding = "Found in all five places, with and without an account, by keyboard and without scripts.";
  must("review", await recordReview(owner, { ...(await commitmentOf(db, "AE1")), outcome: "met", finding }, now));
}
