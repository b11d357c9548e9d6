import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { decisions, outbox, statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, aReport, givenPacks, townTime } from "@/test/town";
import { previewCleared } from "./cleared-preview.queries";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();
let mei: Person;
const now = townTime;
beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
});

const shown = async (about: { caseId: string }, more: Record<string, unknown> = {}) => {
  const preview = await previewCleared(mei, { caseId: about.caseId, ...more }, now);
  if (!preview.ok) throw new Error(preview.reason);
  return preview.value.letters;
};
/** A letter without the links that are its own. */
const bare = (parts: unknown) => JSON.stringify(parts).replaceAll(/\/decision[^\s"]*/g, "/decision");

test("what is shown before no violation is found is what each person who reported is then sent, and showing it writes nothing", async () => {
  const { db } = opened();
  const about = await aCase(db, { notices: 2 });
  const finding = { rationale: "Speaks about recovery and points to help.", clause: "Table.4" };
  const [letter, ...others] = await shown(about, finding);
  expect([letter?.addressee, letter?.count, others]).toEqual(["notifier", 2, []]);
  expect(JSON.stringify(letter?.parts)).toContain("points to help");
  expect(await db.$count(decisions)).toBe(0);
  expect(await db.$count(outbox)).toBe(0);
  const { caseId, version } = about;
  const made = await decideCase(mei, { caseId, version, outcome: "no_violation", tags: [], ...finding }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const sent = await db
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, made.value.decisionId), eq(statements.addressee, "notifier")))
    .orderBy(asc(statements.id));
  expect(sent).toHaveLength(2);
  for (const { subject, parts, language, zone } of sent)
    expect({ subject, language, zone, parts: bare(parts) }).toEqual({
      subject: letter?.subject,
      language: letter?.language,
      zone: letter?.zone,
      parts: bare(letter?.parts),
    });
});

test("people who reported in several languages are shown a letter in each, with how many read it only at its page", async () => {
  const { db } = opened();
  const about = await aCase(db, { notices: 0 });
  for (const more of [{}, {}, { contactLanguage: "zh-Hans" }, { email: null }])
    await aReport(db, about, { platformId: "taobao-weitao", ...more });
  const letters = await shown(about);
  expect(letters.map(({ language, zone, count, notMailed }) => [language, zone, count, notMailed])).toEqual([
    ["en", "Europe/Berlin", 2, 0],
    ["zh-Hans", "Europe/Berlin", 1, 0],
    ["en", "Asia/Shanghai", 1, 1],
  ]);
});

test("content that nobody reported is cleared without a letter; an unknown case and a stranger are refused", async () => {
  const { db } = opened();
  const own = await aCase(db, { notices: 0, source: "own_detection", account: await anAccount(db) });
  expect(await shown(own)).toEqual([]);
  expect(await previewCleared(mei, { caseId: mei.id }, now)).toMatchObject({ reason: "case_not_found" });
  expect(await previewCleared({ kind: "public" }, { caseId: own.caseId }, now)).toMatchObject({ code: "forbidden" });
});
