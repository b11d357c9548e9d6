import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { careChoices, caseSuggestions, cases } from "@/db/schema";
import { storePicture } from "@/lib/intake/picture.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { noSkills } from "@/lib/platform/skills.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { QueueRequest } from "@/lib/queue/contract";
import { withTestDatabase } from "@/test/database";
import { aPicture } from "@/test/media-files";
import { aCase, aColleague, aDecidedCase, anAccount, type CaseAbout, givenPacks, townTime } from "@/test/town";
import { decideCase } from "./decide.command";
import type { ListedCase } from "./listed.contract";
import { listedCases } from "./listed.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
beforeAll(() => givenPacks(db()));

let languages = 0;
/** A queue of its own, so that no other test's cases are in it. */
function aLanguage(): string {
  languages += 1;
  return `x-${languages}`;
}

const advert = "加微信看新款，全场包邮";
const marked = {
  in: "text",
  start: 0,
  end: 3,
  text: "加微信",
  reason: "",
  code: "word",
  values: {},
  context: null,
  disguise: null,
};

/** A case that the matcher read, with a suggestion that points at three signs of its text. */
async function aReadCase(about: CaseAbout, clause = "Table.4", confident: "yes" | "no" = "yes") {
  const made = await aCase(db(), { text: advert, ...about });
  await db().update(cases).set({ suggestedAt: townTime }).where(eq(cases.id, made.caseId));
  await db()
    .insert(caseSuggestions)
    .values({
      platformId: about.platform ?? about.account?.platformId ?? "taobao-weitao",
      caseId: made.caseId,
      model: "m",
      confident,
      matches: [{ ref: clause, title: "Spam", score: 0.9, version: "v2", evidence: [marked] }],
      madeAt: townTime,
    });
  return made;
}

async function shown(more: Record<string, unknown>, actor: Awaited<ReturnType<typeof aColleague>>) {
  const page = await listedCases(db(), QueueRequest.parse({ order: "age", ...more }), actor, townTime);
  if (!page.ok) throw new Error(page.reason);
  return page.value;
}

/** The decision that the row's keys send. */
const asAccepted = (row: ListedCase) => ({
  caseId: row.id,
  version: row.version,
  outcome: "violation",
  clause: row.clause?.ref,
  ground: "terms",
  evidence: row.evidence,
  sanctions: (row.follows?.sanctions ?? []).filter((each) => !each.isFollowOn).map(({ action }) => ({ action })),
});

test("a row holds the words, the clause, what would follow and the report; what it offers is what the server then decides", async () => {
  const mei = await aColleague(db());
  const language = aLanguage();
  const { caseId } = await aReadCase({ language });
  const [row] = (await shown({ language }, mei)).rows;
  if (!row) throw new Error("the case is not in the list");
  expect(row).toMatchObject({
    id: caseId,
    content: { title: "", text: advert, isWhole: true, hasMedia: false, pictures: [], more: 0 },
    clause: { ref: "Table.4", score: 0.9, isConfident: true },
    evidence: [{ in: "text", start: 0, end: 3, text: "加微信" }],
    follows: { count: { before: 0, after: 1 } },
    notice: { source: "guest", words: "They keep sending this advertisement to everybody." },
    bars: { violation: null, noViolation: null },
  });
  expect(row.follows?.sanctions.map(({ action }) => action)).toEqual(["tb.delete-content", "tb.suspend-comments-7d"]);
  const decided = await decideCase(mei, asAccepted(row), townTime);
  expect(decided).toMatchObject({ ok: true, value: { caseId, outcome: "violation" } });
  expect((await shown({ language }, mei)).rows).toEqual([]);
});

test("what would follow counts what the account did before", async () => {
  const mei = await aColleague(db());
  const language = aLanguage();
  const account = await anAccount(db());
  await aDecidedCase(db(), {
    account,
    by: mei,
    at: new Date("2016-08-30T04:00:00Z"),
    contentAt: new Date("2016-08-10T04:00:00Z"),
  });
  await aReadCase({ language, account });
  const [row] = (await shown({ language }, mei)).rows;
  expect(row?.follows?.count).toMatchObject({ before: 1, after: 2 });
});

test("the third time, when the table closes comments for good, the case is opened; that nothing is wrong is still said here", async () => {
  const mei = await aColleague(db());
  const language = aLanguage();
  const account = await anAccount(db());
  for (const day of ["20", "30"])
    await aDecidedCase(db(), {
      account,
      by: mei,
      at: new Date(`2016-08-${day}T04:00:00Z`),
      contentAt: new Date("2016-08-10T04:00:00Z"),
    });
  await aReadCase({ language, account });
  const [row] = (await shown({ language }, mei)).rows;
  expect(row?.follows?.sanctions.some(({ permanent, indefinite }) => permanent || indefinite)).toBe(true);
  expect(row?.bars).toEqual({ violation: { code: "for_good" }, noViolation: null });
});

test("an unsure suggestion, an exception to weigh, a picture and a colleague's case are opened, each with its reason", async () => {
  const mei = await aColleague(db());
  const ben = await aColleague(db(), { name: "Ben Adler" });
  const language = aLanguage();
  const at = (second: number) => ({ language, openedAt: new Date(second * 1000) });
  await aReadCase(at(1), "Table.4", "no");
  await aReadCase(at(2), "Table.10.1");
  await aReadCase({
    ...at(3),
    media: [{ mediaId: "0190a6a0-0000-7000-8000-00000000000a", kind: "image", alt: "", sensitive: false }],
  });
  const held = await aReadCase(at(4));
  expect((await claimCase(ben, { caseId: held.caseId }, townTime)).ok).toBe(true);
  await aCase(db(), { ...at(5), text: "很好".repeat(200) });
  const { rows } = await shown({ language }, mei);
  expect(rows.map(({ bars }) => [bars.violation?.code ?? null, bars.noViolation?.code ?? null])).toEqual([
    ["not_confident", null],
    ["exceptions", null],
    ["pictures", "pictures"],
    ["held", "held"],
    ["no_suggestion", "too_long"],
  ]);
  expect(rows[3]?.bars.violation?.name).toBe("Ben Adler");
  expect(rows[4]?.content).toMatchObject({ isWhole: false });
});

test("a row names the pictures of its case, for whoever may see pictures and is given such a case", async () => {
  const language = aLanguage();
  const by = { kind: "system", name: "town" } as const;
  const stored = await storePicture(by, { platform: "taobao-weitao", bytes: await aPicture() }, townTime);
  if (!stored.ok) throw new Error(stored.reason);
  const { mediaId } = stored.value;
  const gone = "0190a6a0-0000-7000-8000-00000000000b";
  const media = [mediaId, gone].map((id) => ({ mediaId: id, kind: "image" as const, alt: "A bag", sensitive: false }));
  const { caseId } = await aReadCase({ language, media });
  await db()
    .update(cases)
    .set({ harmsTold: ["violence"] })
    .where(eq(cases.id, caseId));
  const picturesFor = async (reader: Person) => (await shown({ language }, reader)).rows[0]?.content.pictures;
  const mei = await aColleague(db());
  expect(await picturesFor(mei)).toEqual([{ mediaId, alt: "A bag", sensitive: false, width: 90, height: 60 }]);
  expect(await picturesFor(await aColleague(db(), { role: "admin" }))).toEqual([]);
  await db()
    .insert(careChoices)
    .values({ personId: mei.id, optedOut: ["violence"], limits: {} });
  expect(await picturesFor(mei), "what they are not given is not shown in a list either").toEqual([]);
});

test("a suggestion made for other content than the case shows now is not offered", async () => {
  const mei = await aColleague(db());
  const language = aLanguage();
  const { caseId } = await aReadCase({ language });
  await db()
    .update(cases)
    .set({ suggestedAt: new Date(townTime.getTime() + 1000) })
    .where(eq(cases.id, caseId));
  const [row] = (await shown({ language }, mei)).rows;
  expect(row).toMatchObject({ clause: null, follows: null, bars: { violation: { code: "no_suggestion" } } });
});

test("a case of child safety is in nobody's list but of those who are cleared, and is not decided from it", async () => {
  const mei = await aColleague(db());
  const language = aLanguage();
  const { caseId } = await aReadCase({ language });
  await db()
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 480 }] })
    .where(eq(cases.id, caseId));
  expect((await shown({ language }, mei)).rows).toEqual([]);
  const cleared = { ...mei, skills: { ...noSkills, childSafety: true } };
  expect((await shown({ language }, cleared)).rows[0]?.bars).toEqual({
    violation: { code: "child_safety" },
    noViolation: { code: "child_safety" },
  });
});

test("the list comes page by page over several platforms, and decided cases have none", async () => {
  const mei = await aColleague(db());
  const language = aLanguage();
  const first = await aReadCase({ language, openedAt: new Date(1_000) });
  const second = await aCase(db(), { language, platform: "wechat", openedAt: new Date(2_000) });
  const page = await shown({ language, limit: 1 }, mei);
  expect(page.rows.map(({ id }) => id)).toEqual([first.caseId]);
  const rest = await shown({ language, limit: 1, after: page.next ?? "" }, mei);
  expect(rest).toMatchObject({ rows: [{ id: second.caseId, platform: "wechat" }], next: null });
  expect(await shown({ language, state: "decided" }, mei)).toEqual({ rows: [], next: null });
});

/** How many queries a page of the list asks. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const asked: string[] = [];
  const session: unknown = Reflect.get(db(), "session");
  if (typeof session !== "object" || session === null) throw new Error("drizzle keeps its session elsewhere now");
  const before: unknown = Reflect.get(session, "logger");
  Reflect.set(session, "logger", { logQuery: (text: string) => void asked.push(text) });
  await work();
  Reflect.set(session, "logger", before);
  return asked.length;
}

test("six cases are read with as many queries as one", async () => {
  const mei = await aColleague(db());
  const [alone, many] = [aLanguage(), aLanguage()];
  await aReadCase({ language: alone });
  for (let made = 1; made <= 6; made += 1) await aReadCase({ language: many });
  await shown({ language: alone }, mei);
  const one = await queriesOf(() => shown({ language: alone }, mei));
  expect(one).toBeGreaterThan(3);
  expect(await queriesOf(() => shown({ language: many }, mei))).toBe(one);
});
