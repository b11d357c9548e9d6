import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { cases, waveMembers, waves } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { aCase, type CaseAbout, givenPacks, townTime } from "@/test/town";
import { gatherFor, gatherPending } from "./gather.store";
import { chooseFirst, countAnew } from "./wave-first.store";

const { opened } = withTestDatabase();
const db = () => opened().db;

beforeAll(() => givenPacks(db()));
beforeEach(async () => {
  await db().delete(waveMembers);
  await db().delete(waves);
});

const advert = "加微信看最新款手表，全场包邮，一比一复刻，支持货到付款，假一赔十，数量有限";

async function aReadCase(about: CaseAbout) {
  const made = await aCase(db(), about);
  await db().update(cases).set({ suggestedAt: townTime }).where(eq(cases.id, made.caseId));
  return made;
}

const members = async (caseId: string) => db().select().from(waveMembers).where(eq(waveMembers.caseId, caseId));

test("copies that come in go to the wave of the first; another platform's, and another text, do not", async () => {
  const first = await aReadCase({ text: advert });
  expect(await gatherPending(db(), townTime, 10)).toBe(1);
  const copy = await aReadCase({ text: `${advert} 2` });
  const elsewhere = await aReadCase({ text: advert, platform: "wechat" });
  const other = await aReadCase({ text: "这家店的客服态度很好，发货也快，就是包装有点简单，希望以后改进" });
  expect(await gatherPending(db(), townTime, 10)).toBe(3);
  const of = async ({ caseId }: { caseId: string }) => (await members(caseId))[0];
  const [a, b, c, d] = await Promise.all([of(first), of(copy), of(elsewhere), of(other)]);
  expect(a).toMatchObject({ by: "first", likeness: 100 });
  expect(b).toMatchObject({ waveId: a?.waveId, by: "text" });
  expect(new Set([a?.waveId, c?.waveId, d?.waveId]).size).toBe(3);
  const [wave] = await db()
    .select()
    .from(waves)
    .where(eq(waves.id, a?.waveId ?? ""));
  expect(wave?.size).toBe(2);
  expect(await gatherPending(db(), townTime, 10), "each is looked at once").toBe(0);
});

test("many that come in at once are gathered a few at a time, so that people at the desk come in between", async () => {
  const made = [];
  for (let nth = 0; nth < 25; nth++) made.push(await aReadCase({ text: `${advert} ${nth}` }));
  expect(await gatherFor(db(), townTime, 0), "no time is left after the first few").toBe(false);
  const gathered = async () => db().$count(waveMembers);
  expect(await gathered()).toBe(20);
  expect(await gatherFor(db(), townTime, 60_000), "the others at the next turn").toBe(true);
  expect(await gathered()).toBe(made.length);
});

test("a case that nothing has read yet waits, and a decided one is never gathered", async () => {
  const unread = await aCase(db(), { text: advert });
  const decided = await aReadCase({ text: advert });
  await db().update(cases).set({ state: "decided", decidedAt: townTime }).where(eq(cases.id, decided.caseId));
  expect(await gatherPending(db(), townTime, 10)).toBe(0);
  expect([...(await members(unread.caseId)), ...(await members(decided.caseId))]).toEqual([]);
});

test("a case that cannot be gathered stands alone, and those after it are gathered", async () => {
  const broken = await aReadCase({ text: advert });
  const next = await aReadCase({ text: `${advert} 3` });
  const said = vi.spyOn(console, "error").mockReturnValue();
  try {
    await opened().exec(`create function refuse_it() returns trigger language plpgsql as $$ begin
        if new.case_id = '${broken.caseId}' then raise exception 'not this one'; end if; return new; end $$;
      create trigger refused before insert on wave_members for each row execute function refuse_it()`);
    expect(await gatherPending(db(), townTime, 10)).toBe(2);
    expect(said.mock.calls).toEqual([
      [`case ${broken.caseId} could not be compared with waves: a query failed: not this one`],
    ]);
  } finally {
    said.mockRestore();
    await opened().exec("drop trigger if exists refused on wave_members");
  }
  expect(await members(broken.caseId)).toEqual([]);
  expect(await members(next.caseId)).toMatchObject([{ by: "first" }]);
  expect(await gatherPending(db(), townTime, 10), "it is not the oldest for ever").toBe(0);
});

test("copies do not chain: each is compared with the first alone", async () => {
  const parts = advert.split("，");
  const swap = (count: number) =>
    parts.map((part, at) => (at < count ? `换成别的话第${"甲乙丙丁戊己庚"[at]}句` : part)).join("，");
  const made = [];
  for (let count = 0; count <= 5; count += 1) {
    made.push(await aReadCase({ text: swap(count) }));
    await gatherPending(db(), townTime, 10);
  }
  const found = (await Promise.all(made.map(({ caseId }) => members(caseId)))).flat();
  expect(found[5]?.waveId, "five of seven parts are others").not.toBe(found[0]?.waveId);
});

test("when the first is taken out, the next one is what others are compared with, and a wave counts what is left", async () => {
  const first = await aReadCase({ text: advert });
  await gatherPending(db(), townTime, 10);
  const second = await aReadCase({ text: `${advert}，先到先得` });
  await gatherPending(db(), townTime, 10);
  const [member] = await members(first.caseId);
  const waveId = member?.waveId ?? "";
  await db().update(waveMembers).set({ takenOutAt: townTime }).where(eq(waveMembers.caseId, first.caseId));
  await db().transaction(async (tx) => {
    await chooseFirst(tx, waveId);
    await countAnew(tx, [waveId]);
  });
  const [wave] = await db().select().from(waves).where(eq(waves.id, waveId));
  expect(wave).toMatchObject({ snapshotId: second.snapshotId, size: 1 });
  await db().update(cases).set({ gatheredAt: null }).where(eq(cases.id, first.caseId));
  await gatherPending(db(), townTime, 10);
  const again = await members(first.caseId);
  expect(
    again.filter(({ waveId: id }) => id === waveId),
    "taken out stays taken out",
  ).toHaveLength(1);
});
