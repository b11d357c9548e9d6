import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, misuseMarks, sanctions } from "@/db/schema";
import { recordOutcome } from "@/lib/appeals/dispute.command";
import { answerDispute } from "@/lib/appeals/dispute-answer.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, givenBodies } from "@/test/disputes";
import { misuseIn } from "@/test/misuse";
import { aColleague, givenPacks } from "@/test/town";
import { unmarkMisuse } from "./mark.command";
import { endDueMisuse } from "./measure.command";
import { misuseView } from "./misuse.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
let bodyId: string;
const { anIllegalThing, measureOf, suspended } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db(), { name: "Jonas Weber" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
  bodyId = await givenBodies(db());
});

type Answer = "follow" | "partly" | "not";

/** A suspension that a body outside finds wrong, and what we say to that. */
async function disputed(made: Awaited<ReturnType<typeof suspended>>, answer: Answer) {
  const [decision] = await db().select().from(decisions).where(eq(decisions.id, made.decisionId));
  const about = { bodyId, caseId: decision?.caseId ?? "", receivedOn: "2016-09-11", at: after(days(5)) };
  const logged = await aDispute(db(), amara, about);
  const said = { text: "The listings were lawful.", decidedOn: "2016-09-15", bodyFees: 0, userCosts: 0 };
  const found = await recordOutcome(amara, { ...logged, outcome: "for_user", ...said }, after(days(9)));
  if (!found.ok) throw new Error(JSON.stringify(found));
  const own = await db().select().from(sanctions).where(eq(sanctions.decisionId, made.decisionId));
  const part = answer === "partly" ? { liftSanctions: own.map(({ id }) => id) } : {};
  const given = { ...found.value, answer, why: reasons, ...part };
  const answered = await answerDispute(amara, given, after(days(10)));
  await theWorkerRuns(db(), after(days(10) + 60));
  await endDueMisuse(db(), after(days(10) + 60));
  return answered;
}

/** What counts against somebody: as the desk shows it, and from the rows of marks and decisions alone. */
async function counted(subjectId: string) {
  const view = await misuseView(db(), amara, subjectId, after(days(11)));
  if (!view.ok) throw new Error(view.reason);
  const rows = await db()
    .select({ mark: misuseMarks, decision: decisions })
    .from(misuseMarks)
    .innerJoin(decisions, eq(decisions.id, misuseMarks.decisionId))
    .where(eq(misuseMarks.subjectId, subjectId));
  const stands = rows.filter(
    ({ mark, decision }) => !mark.withdrawnAt && !decision.undoneAt && !decision.reversedAt && !decision.supersededBy,
  );
  expect(view.value.counts.count, "as counted anew from the rows").toBe(stands.length);
  expect(view.value.marks.filter((mark) => mark.counts)).toHaveLength(stands.length);
  return { count: stands.length, rows: rows.map(({ mark }) => mark) };
}

test("D5, M1: a suspension that falls because a body outside is followed takes its marks with it, as one that falls on complaint does; those made since stay", async () => {
  const made = await suspended({ email: "followed@account.example" });
  await anIllegalThing(made.account, after(days(4)));
  expect((await counted(made.subjectId)).count).toBe(5);
  expect(await disputed(made, "follow")).toMatchObject({ ok: true });
  expect(await measureOf(made.measureId)).toMatchObject({ state: "ended", endedHow: "dispute" });
  const { count, rows } = await counted(made.subjectId);
  expect(count, "only what was marked after the suspension").toBe(1);
  expect(rows, "all of them stay on record").toHaveLength(5);
  expect(rows.filter(({ withdrawnAt }) => withdrawnAt).map(({ withdrawnBy }) => withdrawnBy)).toEqual(
    Array(4).fill(amara.id),
  );
});

test("D2, M1: a body that is not followed leaves what was marked; a suspension is one measure, so it is followed wholly or not", async () => {
  const made = await suspended({ email: "not@account.example" });
  expect(await disputed(made, "not")).toMatchObject({ ok: true });
  const other = await suspended({ email: "partly@account.example" });
  const inPart = await disputed(other, "partly");
  expect(inPart).toMatchObject({ fields: [{ field: "liftSanctions", reason: "appeal_part_is_all" }] });
  for (const { measureId, subjectId } of [made, other]) {
    expect(await measureOf(measureId)).toMatchObject({ state: "suspended", endedHow: null });
    expect((await counted(subjectId)).count).toBe(4);
  }
});

test("M3: what was taken back by hand before a body is followed stays taken back by whoever did it, and nothing is counted twice", async () => {
  const made = await suspended({ email: "twice@account.example" });
  const [first] = (await counted(made.subjectId)).rows;
  expect(await unmarkMisuse(mei, { markId: first?.id }, after(days(4)))).toMatchObject({ ok: true });
  expect(await disputed(made, "follow")).toMatchObject({ ok: true });
  const { count, rows } = await counted(made.subjectId);
  expect(count).toBe(0);
  expect(rows.find(({ id }) => id === first?.id)).toMatchObject({ withdrawnBy: mei.id, withdrawnAt: after(days(4)) });
});
