import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Person } from "@/lib/platform/permissions.rules";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { after, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aColleague } from "@/test/town";
import { goldenAgreement } from "./golden-agreement.queries";
import { ownGolden } from "./golden-list.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let desk: Awaited<ReturnType<typeof aGoldenDesk>>;
beforeAll(async () => {
  desk = await aGoldenDesk(db());
});

type Answers = { from: number; to: number; person: Person; at: Date; outcome: "no_violation" | "violation" };

const Id = z.object({ id: z.string() });

/** So many golden items like one that two supervisors settled as no violation, written in one statement. */
async function many(count: number): Promise<string[]> {
  const first = await aGoldenItem(desk);
  const made = await db().execute(sql`insert into golden_items
    select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*
    from golden_items one, generate_series(1, ${count}::int) where one.id = ${first} returning id`);
  return readRows(made, Id).map(({ id }) => id);
}

/** Answers of one person to these items, at one moment; nothing can be taken back of them any more. */
async function answered(items: readonly string[], { from, to, person, at, outcome }: Answers): Promise<void> {
  const clause = outcome === "violation" ? "Table.4" : null;
  const instant = sql`${at.toISOString()}::timestamptz`;
  const given = rowsAs(
    "given",
    items.slice(from, to).map((id) => ({ id })),
    { id: "uuid" },
  );
  await db().execute(sql`with turns as (
      insert into golden_turns (id, platform_id, item_id, person_id, number, served_at, opened_at, state)
      select gen_random_uuid(), 'taobao-weitao', id, ${person.id}::uuid, 1000000, ${instant}, ${instant}, 'decided' from ${given}
      returning id, item_id)
    insert into golden_answers (id, platform_id, turn_id, item_id, person_id, outcome, clause_ref, answered_at, effective_at)
    select gen_random_uuid(), 'taobao-weitao', id, item_id, ${person.id}::uuid, ${outcome}, ${clause}, ${instant}, ${instant}
    from turns`);
}

test("agreement counts every answer of the year, the older thousands as the newest, and none from before it", async () => {
  const [ben, cleo, noor] = [await aColleague(db()), await aColleague(db()), await aColleague(db())];
  const items = await many(2_100);
  const now = after(days(400));
  await answered(items, { from: 0, to: 2_100, person: ben, at: after(days(100)), outcome: "violation" });
  await answered(items, { from: 0, to: 2_050, person: cleo, at: after(days(390)), outcome: "no_violation" });
  await answered(items, { from: 0, to: 9, person: noor, at: after(days(30)), outcome: "violation" });
  const { all, byPerson, byMonth } = await goldenAgreement(db(), desk.amara, now);
  expect(all).toMatchObject({ reviews: 4_150, agreed: 2_050 });
  expect(byPerson.map(({ key, agreement: { reviews, agreed } }) => [key, reviews, agreed]).sort()).toEqual(
    [
      [ben.id, 2_100, 0],
      [cleo.id, 2_050, 2_050],
    ].sort(),
  );
  expect(byMonth.map(({ agreement: { reviews } }) => reviews)).toEqual([2_100, 2_050]);
});

test("answers that are not told yet hide none of the older ones that are, from one's own list or numbers", async () => {
  const ben = await aColleague(db());
  const items = await many(61);
  const now = after(days(10));
  await answered(items, { from: 0, to: 1, person: ben, at: after(days(2)), outcome: "no_violation" });
  await answered(items, { from: 1, to: 61, person: ben, at: after(days(10) - 60), outcome: "violation" });
  expect((await ownGolden(db(), ben, now)).map(({ sameFinding }) => sameFinding)).toEqual([true]);
  expect((await goldenAgreement(db(), ben, now)).all).toMatchObject({ reviews: 1, agreed: 1 });
});
