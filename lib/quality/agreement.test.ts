import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { qualitySamples, settings } from "@/db/schema";
import { after, anAppealDesk, days, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDecidedCase } from "@/test/town";
import { agreementFor } from "./agreement.queries";
import { drawWhenDue } from "./draw.command";
import { reviewDecision } from "./review.command";

const { opened } = withTestDatabase();
const db = () => opened().db;

/** So many more decisions like this one, each drawn and looked at a second time as it was. */
async function thousandsLike(decisionId: string, count: number): Promise<void> {
  await db().execute(sql`create temp table copies as
    select gen_random_uuid() as decision_id, gen_random_uuid() as sample_id from generate_series(1, ${sql.raw(`${count}`)})`);
  await db().execute(sql`insert into decisions select copy.* from decisions d, copies,
    lateral jsonb_populate_record(d, jsonb_build_object('id', copies.decision_id, 'undone_at', d.decided_at)) copy
    where d.id = ${decisionId}`);
  await db().execute(sql`insert into quality_samples select copy.* from quality_samples s, copies,
    lateral jsonb_populate_record(s, jsonb_build_object('id', copies.sample_id, 'decision_id', copies.decision_id)) copy
    where s.decision_id = ${decisionId}`);
  await db().execute(sql`insert into quality_reviews select copy.* from quality_reviews r, copies,
    lateral jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'sample_id', copies.sample_id,
      'decision_id', copies.decision_id)) copy
    where r.decision_id = ${decisionId}`);
  await db().execute(sql`drop table copies`);
}

test("every second look of a year is in the figures of agreement and their intervals, however many there are, and none before it", async () => {
  const { mei, amara } = await anAppealDesk(db());
  await db()
    .insert(settings)
    .values({ platformId: "*", key: "qualityShare", value: 100, updatedAt: after(0) });
  const reviewed = async (at: number, clause: string) => {
    const { decisionId } = await aDecidedCase(db(), { by: mei, at: after(at) });
    await theWorkerRuns(db(), after(at + 60));
    await drawWhenDue(db(), after(at + 60));
    const [sample] = await db().select().from(qualitySamples).where(eq(qualitySamples.decisionId, decisionId));
    const given = { sampleId: sample?.id, outcome: "violation", clause, sanctions: ["tb.delete-content"] };
    expect(await reviewDecision(amara, given, after(at + 100))).toMatchObject({ ok: true });
    return decisionId;
  };
  // The many agree and are the later ones: read from the newest on, those that differ would be past any number.
  await thousandsLike(await reviewed(0, "Table.6"), 899);
  await thousandsLike(await reviewed(1000, "Table.4"), 2099);
  const { all, byChance, byPerson } = await agreementFor(db(), amara, after(days(1)));
  expect(all).toMatchObject({ reviews: 3000, agreed: 2100 });
  expect(byChance.reviews).toBe(3000);
  expect(all.share?.low).toBeGreaterThan(0.68);
  expect(all.share?.high).toBeLessThan(0.72);
  expect(all.alpha?.interval?.low).toBeLessThan(Number(all.alpha?.value));
  expect(byPerson.map(({ name, agreement }) => [name, agreement.reviews])).toEqual([[mei.name, 3000]]);
  const month = after(0).toISOString().slice(0, 7);
  expect(byPerson[0]?.months?.map((one) => [one.month, one.agreement.agreed])).toEqual([[month, 2100]]);
  const own = await agreementFor(db(), mei, after(days(1)));
  expect(own.all.reviews, "one's own").toBe(3000);
  expect((await agreementFor(db(), amara, after(days(365) + 600))).all.reviews).toBe(2100);
  expect((await agreementFor(db(), { ...mei, id: amara.id }, after(days(1)))).all.reviews, "nobody else's").toBe(0);
});
