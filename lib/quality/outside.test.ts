import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseSuggestions, outsideReadings, settings, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { suggestionsFor } from "@/lib/decisions/suggestions.queries";
import { askingDone, askOutsideWhenDue } from "@/lib/intake/ask-outside.command";
import { suggestFor } from "@/lib/intake/suggest.command";
import { confidentFrom } from "@/lib/matching/match.rules";
import type { Reader } from "@/lib/matching/outside.rules";
import { trackRecord } from "@/lib/matching/outside.store";
import type { Person } from "@/lib/platform/permissions.rules";
import { packFor } from "@/lib/policy/store";
import { withTestDatabase } from "@/test/database";
import { anOutsideServer } from "@/test/outside-server";
import {
  aCase,
  aColleague,
  aViolation,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  type TownCase,
  townTime,
} from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const platform = "taobao-weitao";
const later = (seconds: number) => new Date(townTime.getTime() + seconds * 1000);
const server = await anOutsideServer();
const reader: Reader = {
  tool: "model",
  name: "guard",
  url: `${server.url}/v1/chat/completions`,
  perDay: 500,
  timeoutMs: 20_000,
};
let mei: Person;
let texts = 0;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db());
  server.says({ findings: [{ ref: "Table.4", quote: "blorptide" }] });
  for (const [key, value] of Object.entries({ modelUrl: `${server.url}/v1`, modelName: "guard" }))
    await db().insert(settings).values({ platformId: platform, key, value, updatedAt: townTime });
});
afterAll(() => server.close());

/** A case whose words mean nothing to the lexicon; the model names Table.4 for it. */
async function read(at = 0): Promise<TownCase> {
  const made = await aCase(db(), { platform, text: `a blorptide for street ${++texts}` });
  await suggestFor(db(), made.caseId, later(at));
  await askOutsideWhenDue(db(), later(at + 1));
  await askingDone();
  return made;
}

async function spam(about: TownCase) {
  const decided = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), later(60));
  if (!decided.ok) throw new Error(`${decided.reason} ${JSON.stringify(decided.fields)}`);
}

async function newest(caseId: string) {
  const ofCase = eq(caseSuggestions.caseId, caseId);
  const [row] = await db().select().from(caseSuggestions).where(ofCase).orderBy(desc(caseSuggestions.madeAt)).limit(1);
  const matches = (row?.matches ?? []) as { ref: string; score: number }[];
  return { ...row, of: matches.find(({ ref }) => ref === "Table.4") };
}

test("S7, N11: where a model read the case, the letters say that a tool sorted it and a person decided, and the case names the model", async () => {
  const about = await read();
  await spam(about);
  const decision = await decisionOf(db(), about.caseId);
  expect(decision).toMatchObject({ automatedProcessing: true, automatedDecision: "none", decidedBy: mei.id });
  const letters = await db()
    .select()
    .from(statements)
    .where(eq(statements.decisionId, decision?.id ?? ""));
  const told = letters.map(({ parts }) => JSON.stringify(parts.filter(({ id }) => id === "automation")));
  expect(told).toHaveLength(2);
  const words = told.join(" ");
  expect(words).toContain("先由自动化工具分类，再由人工查看。决定由人工作出。");
  expect(words).toContain("An automated tool sorted your report before a person looked at it.");
  expect((await newest(about.caseId)).model).toContain("model:guard");
  expect(words, "which product it was is not the addressee's to read").not.toContain("guard");
});

test("what a model's word is worth comes from what people decided after it: nothing at first, and never a confident suggestion", async () => {
  const first = await newest((await read()).caseId);
  const worthAtFirst = first.of?.score ?? 1;
  for (let turn = 0; turn < 12; turn += 1) await spam(await read());
  const innocent = await read();
  await decideCase(mei, { caseId: innocent.caseId, version: 1, outcome: "no_violation" }, later(60));
  const { right, of } = await trackRecord(db(), platform, reader, later(7200));
  expect(of - right).toBe(1);
  const before = await trackRecord(db(), platform, reader, later(61));
  expect(before, "what may yet be taken back is no verdict").toEqual({ right: 0, of: 0 });
  expect(right).toBeGreaterThanOrEqual(12);
  const last = await newest((await read(7200)).caseId);
  expect(last.of?.score).toBeGreaterThan(worthAtFirst + 0.3);
  expect(last.of?.score).toBeLessThan(confidentFrom);
  expect(last.confident).toBe("no");
});

test("the desk shows what the model said in the reader's own language, beside the clause", async () => {
  const { caseId } = await read();
  const pack = await packFor(db(), platform);
  if (!pack) throw new Error("the packs are loaded");
  const reasonsIn = async (locale: "en" | "zh-Hans") => {
    const { suggestions } = await suggestionsFor(db(), caseId, pack, locale, later(2));
    return suggestions.find(({ ref }) => ref === "Table.4")?.evidence.map(({ reason }) => reason);
  };
  expect(await reasonsIn("en")).toContain("“blorptide” breaks this clause, says the model guard");
  expect(await reasonsIn("zh-Hans")).toContain("模型 guard 认为“blorptide”违反本条款");
});

test("another model, or another platform, has no record yet", async () => {
  expect(await trackRecord(db(), platform, { ...reader, name: "other" }, later(7200))).toEqual({ right: 0, of: 0 });
  expect(await trackRecord(db(), "wechat", reader, later(7200))).toEqual({ right: 0, of: 0 });
  expect(await db().$count(outsideReadings)).toBeGreaterThan(10);
});
