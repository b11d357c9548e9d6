import { randomUUID } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { goldenAnswers, goldenItems, people } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { readRows, rowsAs } from "@/lib/platform/rows";
import { settingShapes } from "@/lib/platform/settings.rules";
import { after, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aGoldenDesk, aGoldenItem } from "@/test/golden";
import { aColleague } from "@/test/town";
import { yearMs } from "./agreement.queries";
import { foundIn, settledFor, toldAt } from "./golden.rules";
import { goldenAgreement } from "./golden-agreement.queries";
import { ownGolden } from "./golden-list.queries";
import { agreementGroups } from "./groups.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
let desk: Awaited<ReturnType<typeof aGoldenDesk>>;
beforeAll(async () => {
  desk = await aGoldenDesk(db());
});

type Answers = {
  from: number;
  to: number;
  person: Person;
  at: Date;
  outcome: "no_violation" | "violation" | "referred";
  clause?: string;
  /** As of the answer itself, unless it is said. */
  effectiveAt?: Date;
  undoneAt?: Date | null;
};

/** Hours after an answer in which its settled one is not told, as the desk is set. */
const tellAfter = settingShapes.goldenTellAfterHours.parse(undefined);

const Id = z.object({ id: z.string() });

/** So many golden items like one that two supervisors settled as no violation, written in one statement; each may be other. */
async function many(count: number, other: (at: number) => Record<string, unknown> = () => ({})): Promise<string[]> {
  const first = await aGoldenItem(desk);
  const others = Array.from({ length: count }, (_, at) => ({ ...other(at), id: randomUUID() }));
  const made = await db().execute(sql`insert into golden_items select (jsonb_populate_record(one, other)).*
    from golden_items one, jsonb_array_elements(${JSON.stringify(others)}::jsonb) other where one.id = ${first} returning id`);
  return readRows(made, Id).map(({ id }) => id);
}

/** Answers of one person to these items, at one moment. */
async function answered(
  items: readonly string[],
  { from, to, person, at, outcome, clause: named = "Table.4", effectiveAt = at, undoneAt = null }: Answers,
): Promise<void> {
  const clause = outcome === "violation" ? named : null;
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
    insert into golden_answers (id, platform_id, turn_id, item_id, person_id, outcome, clause_ref, answered_at, effective_at, undone_at)
    select gen_random_uuid(), 'taobao-weitao', id, item_id, ${person.id}::uuid, ${outcome}, ${clause}, ${instant},
      ${effectiveAt.toISOString()}::timestamptz, ${undoneAt?.toISOString() ?? null}::timestamptz
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

/** The groups as they are when each answer is read by itself: what the database adds up must be the same. */
async function oneByOne(actor: Person, isTeam: boolean, now: Date) {
  const rows = await db()
    .select({ answer: goldenAnswers, item: goldenItems, name: people.name })
    .from(goldenAnswers)
    .innerJoin(goldenItems, eq(goldenItems.id, goldenAnswers.itemId))
    .innerJoin(people, eq(people.id, goldenAnswers.personId));
  const counted = rows.filter(
    ({ answer, item }) =>
      answer.undoneAt === null &&
      item.retiredAt === null &&
      item.confirmedAt !== null &&
      answer.answeredAt.getTime() >= now.getTime() - yearMs &&
      (isTeam
        ? now >= answer.effectiveAt
        : answer.personId === actor.id && now >= toldAt(answer.effectiveAt, tellAfter)),
  );
  return agreementGroups(
    counted.map(({ answer: { outcome, clauseRef, personId, answeredAt }, item, name }) => {
      const given = { outcome, clause: clauseRef, sanctions: [] };
      return {
        first: foundIn(given),
        second: settledFor(item, given),
        times: 1,
        platform: item.platformId,
        language: item.language,
        person: { id: personId, name },
        month: answeredAt.toISOString().slice(0, 7),
        isByShare: true,
      };
    }),
  );
}

/** Numbers that are the same at each run: the tests say which answers they are about. */
function numbers(seed: number): (below: number) => number {
  let last = seed;
  return (below) => {
    last = (last * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(last / 65_536) % below;
  };
}

test.each([1, 2, 3])("random answers (%i) are added up as if each were counted by itself", async (seed) => {
  const below = numbers(seed * 7_919);
  const answerers = [await aColleague(db()), await aColleague(db())];
  const items = await many(120, () => {
    const settled = below(3);
    return {
      outcome: settled < 2 ? "violation" : "no_violation",
      clauses: [["Table.4"], ["Table.6", "Table.4"], []][settled],
      language: ["zh", "en", "und"][below(3)],
    };
  });
  const now = after(days(400));
  const edges = [
    now.getTime() - yearMs,
    now.getTime() - yearMs - 1,
    now.getTime(),
    now.getTime() - tellAfter * 3_600_000,
  ];
  for (const at of items.keys()) {
    const given = new Date(below(3) === 0 ? (edges[below(4)] ?? 0) : now.getTime() - below(420) * 86_400_000);
    await answered(items, {
      from: at,
      to: at + 1,
      person: answerers[below(2)] ?? desk.mei,
      at: given,
      outcome: (["violation", "violation", "no_violation", "referred"] as const)[below(4)] ?? "referred",
      clause: ["Table.4", "Table.6"][below(2)],
      effectiveAt: new Date(given.getTime() + below(2) * 60_000),
      undoneAt: below(8) === 0 ? now : null,
    });
  }
  const retired = items.filter(() => below(12) === 0);
  await db().update(goldenItems).set({ retiredAt: now }).where(inArray(goldenItems.id, retired));
  const sorted = ({ all, byPerson, byMonth, byLanguage }: Awaited<ReturnType<typeof oneByOne>>) => ({
    all,
    groups: [byPerson, byMonth, byLanguage].map((group) =>
      [...group].sort((one, other) => JSON.stringify(one.key).localeCompare(JSON.stringify(other.key))),
    ),
  });
  expect(sorted(await goldenAgreement(db(), desk.amara, now))).toEqual(sorted(await oneByOne(desk.amara, true, now)));
  for (const person of answerers)
    expect(sorted(await goldenAgreement(db(), person, now))).toEqual(sorted(await oneByOne(person, false, now)));
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
