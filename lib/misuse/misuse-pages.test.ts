import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { decisions, misuseAppeals, misuseLetters, misuseMeasures } from "@/db/schema";
import { appealView } from "@/lib/appeals/view.queries";
import { decisionFor } from "@/lib/decisions/api.queries";
import { signLink } from "@/lib/decisions/link.rules";
import { madeDecisions } from "@/lib/decisions/made.queries";
import { caseView } from "@/lib/decisions/queries";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, aReviewer, aTakenAppeal, days, someWords, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn } from "@/test/misuse";
import { aColleague, anAccount, givenPacks } from "@/test/town";
import { appealMisuse } from "./appeal.command";
import { misusePage, misuseView } from "./misuse.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
const { aSuspendedSender, aSuspendedAccount } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
});

test("marks and complaints about suspensions go page by page, each once; a cursor of another list is refused by its name", async () => {
  const { subjectId } = await aSuspendedSender("pages@sender.example");
  const [letter] = await db().select().from(misuseLetters).where(eq(misuseLetters.kind, "suspension"));
  const token = signLink(letter?.id ?? "", secrets().links);
  expect(await appealMisuse(visitor, { token, text: someWords }, after(days(4)))).toMatchObject({ ok: true });
  const marks: string[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const view = await misuseView(db(), amara, subjectId, after(days(4)), {
      limit: 4,
      ...(next ? { marks: next } : {}),
    });
    if (!view.ok) throw new Error(view.reason);
    marks.push(...view.value.marks.map(({ id }) => id));
    next = view.value.marksNext;
  }
  expect([marks.length, new Set(marks).size]).toEqual([6, 6]);
  const complaints: string[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const page = await misusePage(db(), amara, after(days(4)), { limit: 1, ...(next ? { complaints: next } : {}) });
    if (!page.ok) throw new Error(page.reason);
    complaints.push(...page.value.appeals.map(({ reference }) => reference));
    next = page.value.appealsNext;
  }
  expect(complaints.length).toBe(await db().$count(misuseAppeals));
  expect(new Set(complaints).size).toBe(complaints.length);
  const odd = { marks: "bm9uc2Vuc2U" };
  expect(await misuseView(db(), amara, subjectId, after(days(4)), odd)).toMatchObject({ fields: [{ field: "marks" }] });
  expect(await misusePage(db(), amara, after(days(4)), { complaints: odd.marks })).toMatchObject({
    fields: [{ field: "complaints" }],
  });
});

test("of many letters about one measure the last are shown, and the screen is told how many there are", async () => {
  const { subjectId, measureId } = await aSuspendedSender("letters@sender.example");
  const [model] = await db().select().from(misuseLetters).where(eq(misuseLetters.measureId, measureId));
  if (!model) throw new Error("nothing was written to them");
  const more = Array.from({ length: 25 }, (_, at) => ({ ...model, id: v7(), composedAt: after(days(3) + 60 + at) }));
  await db().insert(misuseLetters).values(more);
  const view = await misuseView(db(), amara, subjectId, after(days(4)));
  const [measure] = view.ok ? view.value.measures : [];
  expect([measure?.letters.length, measure?.letterCount]).toEqual([20, 27]);
  expect(measure?.letters.at(-1)?.id).toBe(more.at(-1)?.id);
});

test("the desk, the account's page and a program of the platform read a suspension for misuse like any decision", async () => {
  const account = await anAccount(db(), { language: "en" });
  const { measureId } = await aSuspendedAccount(account);
  const [measure] = await db().select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId));
  const decisionId = measure?.decisionId ?? "";
  const [{ caseId = "" } = {}] = await db().select().from(decisions).where(eq(decisions.id, decisionId));
  const label = "The account is suspended";
  const view = await caseView(db(), mei, caseId, after(days(4)));
  expect(view).toMatchObject({ ok: true, value: { case: { state: "decided" }, account: { id: account.id } } });
  expect(await madeDecisions(db(), mei, caseId)).toMatchObject({ ok: true });
  const key = { kind: "key", id: "k", name: "shop", platformIds: [], permissions: ["decision.read"] } as const;
  const read = await decisionFor(db(), key, decisionId, after(days(4)));
  expect(read).toMatchObject({
    value: { outcome: "violation", ground: "law", clause: null, sanctions: [{ target: "account", state: "in_force" }] },
  });
  const held = await aTakenAppeal(db(), decisionId, amara, { at: after(days(4)) });
  const appeal = await appealView(db(), held.appealId, amara, after(days(5)));
  expect(JSON.stringify(appeal)).toContain(label);
});
