import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, givenPacks, townTime } from "@/test/town";
import { claimCase } from "./claim.command";
import { QueueRequest } from "./contract";
import { queueChoices, queueCounts } from "./counts.queries";
import { openCases } from "./queries";

const { opened } = withTestDatabase();
let mei: Person;

const minutes = (count: number) => new Date(townTime.getTime() + count * 60_000);
const ask = async (request: Record<string, unknown>, actor = mei, now = townTime) => {
  const page = await openCases(opened().db, QueueRequest.parse(request), actor, now);
  if (!page.ok) throw new Error(page.reason);
  return page.value;
};

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  const account = await anAccount(db);
  // Seven cases of one minute and rank, and some that stand out: ties are where keyset paging goes wrong.
  for (let at = 0; at < 7; at += 1)
    await aCase(db, { account, rank: 50, openedAt: minutes(1), dueAt: minutes(600), notices: 0 });
  await aCase(db, {
    account,
    rank: 10,
    openedAt: minutes(9),
    dueAt: minutes(700),
    source: "trusted_flagger",
    tags: ["hidden_link"],
    clauseGroup: "Table",
    notices: 0,
  });
  await aCase(db, {
    platform: "wechat",
    rank: 90,
    openedAt: minutes(-90),
    dueAt: minutes(30),
    language: "en",
    clauseGroup: "AUP",
    notices: 0,
  });
});

test.each(["risk", "age", "deadline"])(
  "paging by %s shows every case once, in order, however small the page",
  async (order) => {
    const seen: { id: string; rank: number; openedAt: string; dueAt: string }[] = [];
    let after: string | undefined;
    do {
      const page = await ask({ order, limit: 2, ...(after ? { after } : {}) });
      seen.push(...page.rows);
      after = page.next ?? undefined;
    } while (after);
    expect(seen).toHaveLength(9);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(9);
    const key = (row: (typeof seen)[number]) =>
      order === "risk" ? row.rank : Date.parse(order === "age" ? row.openedAt : row.dueAt);
    expect(seen.map(key)).toEqual(seen.map(key).sort((a, b) => a - b));
  },
);

test("a case that leaves the queue between two pages moves nobody else out of sight", async () => {
  const first = await ask({ limit: 3 });
  const taken = first.rows[0]?.id ?? "";
  await claimCase(mei, { caseId: taken }, townTime);
  const rest = await ask({ limit: 50, after: first.next });
  expect(first.rows.length + rest.rows.length).toBe(9);
});

test.each([
  [{ platform: "wechat" }, 1],
  [{ language: "en" }, 1],
  [{ source: "trusted_flagger" }, 1],
  [{ source: "nobody" }, 0],
  [{ group: "Table" }, 1],
  [{ tag: "hidden_link" }, 1],
  [{ platform: "taobao-weitao", tag: "hidden_link", source: "guest" }, 0],
  [{ platform: "nowhere" }, 0],
])("the filter %j narrows the queue", async (filter, count) => {
  expect((await ask(filter)).rows).toHaveLength(count);
});

test("a case that is held stays in sight with who has it, and is found under mine", async () => {
  const { db } = opened();
  const ben = await aColleague(db, { name: "Ben Okafor" });
  const { caseId } = await aCase(db, { platform: "alibaba", notices: 0 });
  await claimCase(ben, { caseId }, townTime);
  const seen = (await ask({ platform: "alibaba" })).rows[0];
  expect(seen).toMatchObject({ state: "claimed", claimedBy: { name: "Ben Okafor", isMe: false } });
  expect((await ask({ state: "mine", platform: "alibaba" }, ben)).rows).toHaveLength(1);
  // After the lease it is nobody's, without anybody doing anything.
  expect((await ask({ platform: "alibaba" }, mei, minutes(6))).rows[0]).toMatchObject({
    state: "open",
    claimedBy: null,
    hasLapsedForMe: false,
  });
  expect((await ask({ state: "mine", platform: "alibaba" }, ben, minutes(6))).rows[0]).toMatchObject({
    state: "open",
    hasLapsedForMe: true,
  });
});

test("a cursor of another order is refused by its field", async () => {
  const { next } = await ask({ limit: 2, order: "risk" });
  const refused = await openCases(opened().db, QueueRequest.parse({ order: "age", after: next }), mei, townTime);
  expect(refused).toMatchObject({ ok: false, code: "invalid", fields: [{ field: "after", reason: "cursor_unknown" }] });
});

test("references carry the platform's letters", async () => {
  expect((await ask({ platform: "wechat" })).rows[0]?.reference).toMatch(/^WX-\d+$/);
});

test("counts follow the filter and say how many are late", async () => {
  const counts = await queueCounts(opened().db, mei, { platform: "wechat" }, minutes(31));
  expect(counts).toMatchObject({
    ok: true,
    value: { open: { count: 1, capped: false }, overdue: { count: 1, capped: false }, waiting: { count: 0 } },
  });
});

test("the filters offer what there is among undecided cases", async () => {
  const choices = await queueChoices(opened().db, mei);
  expect(choices).toMatchObject({ ok: true, value: { languages: ["en", "zh"], groups: ["AUP", "Table"] } });
});

test("somebody who is not signed in reads nothing", async () => {
  expect(await openCases(opened().db, QueueRequest.parse({}), { kind: "public" })).toMatchObject({
    ok: false,
    code: "forbidden",
  });
});

test("a clause group is offered with its title in both languages, of the platform whose rules it is in", async () => {
  const { db } = opened();
  await aCase(db, { account: await anAccount(db), rank: 90, clauseGroup: "Table.12", notices: 0 });
  const choices = await queueChoices(db, mei);
  const titles = choices.ok ? choices.value.groupTitles : [];
  expect(titles.map(({ ref }) => ref)).toEqual(["Table.12"]);
  expect(titles[0]?.platform).toBe("taobao-weitao");
  expect(titles[0]?.title.en).toMatch(/[a-z]/i);
  expect(titles[0]?.title.hans).toMatch(/\p{Script=Han}/u);
});

test("what only cases have that are hidden from somebody is not offered to them as a filter", async () => {
  const { db } = opened();
  const hidden = await aCase(db, { rank: 90, language: "pl", clauseGroup: "CG/ChildPorn", notices: 0 });
  await db
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 240 }] })
    .where(eq(cases.id, hidden.caseId));
  const offered = async (actor: Person) => {
    const choices = await queueChoices(db, actor);
    return choices.ok ? [...choices.value.languages, ...choices.value.groups] : [];
  };
  expect(await offered({ ...mei, skills: { ...noSkills, childSafety: true } })).toEqual(
    expect.arrayContaining(["pl", "CG/ChildPorn", "en", "AUP"]),
  );
  const few = await offered({ ...mei, skills: noSkills });
  expect(few).toEqual(expect.arrayContaining(["en", "AUP"]));
  expect(few).not.toContain("pl");
  expect(few).not.toContain("CG/ChildPorn");
});
