import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { qualitySamples, settings } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, fieldsOf, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDecidedCase } from "@/test/town";
import { drawWhenDue } from "./draw.command";
import { reviewDecision } from "./review.command";
import { clausesOfReview, reviewPage } from "./review.queries";

const { opened } = withTestDatabase();
const spam = ["tb.delete-content", "tb.suspend-comments-7d"];
let mei: Person;
let jonas: Person;

/** A decision of Mei's, drawn. */
async function drawn(): Promise<{ sampleId: string; caseId: string }> {
  const { db } = opened();
  const { decisionId, caseId } = await aDecidedCase(db, { by: mei, at: after(0) });
  await theWorkerRuns(db, after(60));
  await drawWhenDue(db, after(60));
  const [row] = await db.select().from(qualitySamples).where(eq(qualitySamples.decisionId, decisionId));
  if (!row) throw new Error("it was not drawn");
  return { sampleId: row.id, caseId };
}

beforeAll(async () => {
  const { db } = opened();
  ({ mei, jonas } = await anAppealDesk(db));
  await db.insert(settings).values({ platformId: "*", key: "qualityShare", value: 100, updatedAt: after(0) });
});

test("a second look that finds a clause broken says what should follow: without a measure it is refused, by that field, and can be given again", async () => {
  const { db } = opened();
  const { sampleId } = await drawn();
  const page = await reviewPage(db, jonas, sampleId, after(90));
  if (!page.ok || page.value.kind !== "blind") throw new Error("it is not shown blind");
  const laid = page.value.choices.clauses.find(({ ref }) => ref === "Table.4")?.recommended ?? [];
  expect([...laid].sort()).toEqual([...spam].sort());
  const given = { sampleId, outcome: "violation", clause: "Table.4" };
  expect(fieldsOf(await reviewDecision(jonas, given, after(100)))).toEqual(["sanctions quality_sanction_needed"]);
  expect(await reviewDecision(jonas, { ...given, sanctions: laid }, after(110))).toMatchObject({ ok: true });
  const pair = { sameFinding: true, sameSanctions: true };
  expect(await reviewPage(db, jonas, sampleId, after(120))).toMatchObject({ value: { kind: "pair", pair } });
});

test("whoever gives a second look searches the clauses as at the desk, and learns no case by it", async () => {
  const { db } = opened();
  const { sampleId, caseId } = await drawn();
  const found = await clausesOfReview(db, jonas, sampleId, "table 12.3");
  expect(found).toMatchObject({ ok: true, value: [{ ref: "Table.12.3" }] });
  expect(JSON.stringify(found)).not.toContain(caseId);
  expect(await clausesOfReview(db, mei, sampleId, "spam")).toMatchObject({ code: "forbidden" });
  expect(await clausesOfReview(db, jonas, caseId, "spam")).toMatchObject({ reason: "quality_not_found" });
});
