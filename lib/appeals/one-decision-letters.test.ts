import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, anAccount, aReport, aViolation, firstBuyerSanction, townTime } from "@/test/town";
import { PreviewAnswer } from "./contract";
import { previewAnswer } from "./preview.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
});

type About = { source: "own_detection" | "guest"; joins?: "own_detection" | "guest"; sorted?: boolean };

/** All three letters of one decision: the statement, the outcome, and the answer to the affected person's complaint. */
async function lettersOf({ source, joins, sorted = false }: About) {
  const { db } = opened();
  const account = await anAccount(db, { language: "en" });
  const about = await aCase(db, { account, source });
  if (joins) await aReport(db, about, { source: joins });
  const model = { platformId: "taobao-weitao", caseId: about.caseId, model: "test", confident: "yes" as const };
  if (sorted) await db.insert(caseSuggestions).values({ ...model, madeAt: townTime });
  const decided = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), townTime);
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  const { decisionId } = decided.value;
  await theWorkerRuns(db, new Date(townTime.getTime() + 60_000));
  // A tool that reads the case afterwards changes nothing of what the decision was made with.
  if (!sorted) await db.insert(caseSuggestions).values({ ...model, madeAt: after(days(1)) });
  const { appealId } = await aTakenAppeal(db, decisionId, amara);
  const preview = await previewAnswer(
    db,
    amara,
    PreviewAnswer.parse({ appealId, outcome: "upheld", reasons }),
    after(days(2)),
  );
  if (!preview.ok) throw new Error(preview.reason);
  const rows = await db.select().from(statements).where(eq(statements.decisionId, decisionId));
  const partOf = (parts: (typeof rows)[number]["parts"] | undefined, id: string) =>
    parts?.find((part) => part.id === id)?.paragraphs.join(" ") ?? "";
  const affected = rows.find(({ addressee }) => addressee === "affected")?.parts;
  const notifier = rows.find(({ addressee }) => addressee === "notifier")?.parts;
  return {
    source: partOf(affected, "source"),
    statement: partOf(affected, "automation"),
    outcome: partOf(notifier, "automation"),
    answer: partOf(preview.value.letter.parts, "automation"),
  };
}

test("S6: what we found ourselves and somebody reported too is never called unreported, whichever came first", async () => {
  const first = await lettersOf({ source: "own_detection", joins: "guest" });
  const second = await lettersOf({ source: "guest", joins: "own_detection" });
  for (const { source } of [first, second]) {
    expect(source).toContain("Someone reported this content to us. We do not say who reports content.");
    expect(source).not.toContain("own initiative");
  }
  expect((await lettersOf({ source: "own_detection" })).source).toContain("Nobody reported it.");
});

test("S7, N11, AE3: the letters of one decision tell the same of tools, and the answer reveals no report", async () => {
  const sorted = await lettersOf({ source: "guest", sorted: true });
  expect(sorted.statement).toContain("An automated tool sorted it before a person looked at it.");
  expect(sorted.outcome).toContain("An automated tool sorted your report");
  expect(sorted.answer).toContain(sorted.statement);
  const untouched = await lettersOf({ source: "guest" });
  expect(untouched.statement).toContain("without help from an automated tool");
  expect(untouched.outcome).toBe("");
  expect(untouched.answer).toContain(untouched.statement);
  for (const { answer } of [sorted, untouched]) expect(answer).not.toMatch(/report/i);
});
