import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, decisionOf, givenPacks, townTime } from "@/test/town";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db, { name: "Mei Lin" });
  ben = await aColleague(opened().db, { name: "Ben Okafor", locale: "zh-Hans" });
});

test("N10: one key that finds nothing still leaves a rationale: what was read, the clause considered and its exceptions", async () => {
  const { db } = opened();
  const about = await aCase(db, { language: "en", account: await anAccount(db, { language: "en" }) });
  const exceptionsConsidered = [
    { letter: "a", text: "Ordinary talk of members.", applies: true, why: "It is a greeting." },
  ];
  const made = { caseId: about.caseId, version: about.version, outcome: "no_violation", clause: "Table.4" };
  expect(await decideCase(mei, { ...made, exceptionsConsidered }, townTime)).toMatchObject({ ok: true });
  const stored = await decisionOf(db, about.caseId);
  expect(stored?.rationale).toMatch(/^Put together from what was looked at; nobody typed a reason\./);
  expect(stored?.rationale).toContain("1 report was read.");
  expect(stored?.rationale).toContain("Considered and not found to be broken: Table.4 “");
  expect(stored?.rationale).toContain("Exceptions found to apply: (a) It is a greeting.");
  expect(stored?.exceptionsConsidered).toEqual(exceptionsConsidered);
  const letters = await db.select({ parts: statements.parts }).from(statements);
  expect(JSON.stringify(letters)).not.toContain("Put together from");
});

test("N10: the rationale is in the language of who decides; with no clause it names the rules that it was read against", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await decideCase(ben, { caseId: about.caseId, version: about.version, outcome: "no_violation" }, townTime);
  expect((await decisionOf(db, about.caseId))?.rationale).toMatch(
    /^由所查看的内容汇总而成；无人填写理由。.*已对照.+的规则阅读。/,
  );
});

test("N10: words that somebody typed are kept as they are, and nothing is put beside them", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const rationale = "A greeting between friends; nothing is sold.";
  await decideCase(mei, { caseId: about.caseId, version: about.version, outcome: "no_violation", rationale }, townTime);
  expect((await decisionOf(db, about.caseId))?.rationale).toBe(rationale);
});

test("N10: the database itself takes no finding without a rationale", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await decideCase(mei, { caseId: about.caseId, version: about.version, outcome: "no_violation" }, townTime);
  const copied = db.execute(sql`insert into decisions
    select (jsonb_populate_record(d, '{"rationale": " ", "id": "018f0000-0000-7000-8000-000000000001"}'::jsonb)).*
    from decisions d where d.case_id = ${about.caseId}`);
  await expect(copied).rejects.toThrow(/a finding without a violation/);
});
