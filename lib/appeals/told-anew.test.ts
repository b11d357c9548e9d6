import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { statements } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { madeDecisions } from "@/lib/decisions/made.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  linkOf,
  reasons,
  someWords,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, anAccount, aViolation, caseRow, firstBuyerSanction } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { settleReplaced } from "./replace.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let [mei, amara, ben]: Person[] = [];

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  ben = await aColleague(db(), { name: "Ben Adler" });
});

const now = after(days(2));
const holds = after(days(3) + 60);

/** A violation whose notifier found it too mild and was right; `token` opens the affected person's letter about it. */
async function aReopenedCase(email: string) {
  const account = await anAccount(db(), { email, language: "en" });
  const told = await aToldDecision(db(), { by: mei as Person, account });
  const { token } = await linkOf(db(), told.decisionId, "affected");
  const taken = await aTakenAppeal(db(), told.decisionId, amara as Person, { side: "notifier", text: someWords });
  const { appealId, version, token: reportersToken } = taken;
  const answer = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  const answered = await answerAppeal(amara as Person, answer, now);
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  await theWorkerRuns(db(), now);
  return { ...told, token, reportersToken, version: (await caseRow(db(), told.caseId)).version };
}
const pageOf = async (token: string, at: Date) => {
  const seen = await decisionAtLink(db(), token, at);
  if (!seen.ok) throw new Error(seen.reason);
  return seen.value;
};
async function lastLetter(decisionId: string) {
  const own = and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected"));
  const [row] = await db().select().from(statements).where(own);
  return row?.parts.find(({ id }) => id === "decision")?.paragraphs.join("\n") ?? "";
}
/** The case decided anew by somebody else; it holds and what it replaces has ended. */
async function anew(about: Awaited<ReturnType<typeof aReopenedCase>>, input: Record<string, unknown>) {
  const made = await decideCase(ben as Person, { ...aViolation(about, input), ...input }, after(days(3)));
  if (!made.ok) throw new Error(JSON.stringify(made));
  await theWorkerRuns(db(), holds);
  await settleReplaced(db(), holds);
  return made.value.decisionId;
}

test("decided anew with less: the letter says which decision it replaces, what of it is lifted and what stays", async () => {
  const about = await aReopenedCase("less@account.example");
  const words = await lastLetter(
    await anew(about, {
      sanctions: [{ action: "tb.delete-content" }],
      deviation: { code: "milder_context", why: "A first time, and the post was taken down by its author." },
    }),
  );
  expect(words).toContain("This takes the place of our decision of 7 September 2016");
  expect(words).toMatch(/We take back a restriction that we had imposed: [^\n]*omment/);
  expect(words).toMatch(/This stays in place: [^\n]*elete/);
  expect(words).not.toMatch(/lifted: [^\n]*elete/);
});

test("a first decision replaces nothing, and its letter names no other", async () => {
  const { decisionId } = await aToldDecision(db(), { by: mei as Person });
  expect(await lastLetter(decisionId)).not.toContain("takes the place");
});

test("while it is made anew, the old page says what still applies until then, and not that it no longer does", async () => {
  const { token } = await aReopenedCase("until@account.example");
  const page = await pageOf(token, now);
  expect(page).toMatchObject({ state: "reopened", again: null });
  expect(page.stillApplies.join()).toMatch(/elete.*omment/);
});

test("once it is decided anew, the old page says so, when, and what was found; not a second before that can be taken back no more", async () => {
  const about = await aReopenedCase("found@account.example");
  await anew(about, { sanctions: firstBuyerSanction });
  expect(await pageOf(about.token, after(days(3) + 29))).toMatchObject({ again: null });
  const page = await pageOf(about.token, holds);
  expect(page).toMatchObject({
    ...{ state: "again", stillApplies: [], mayAppeal: false },
    again: { on: "2016-09-10", outcome: "violation" },
  });
  // The reporter, whose complaint it was, is not told that it is still to come.
  expect(await pageOf(about.reportersToken, holds)).toMatchObject({ state: "again", again: { on: "2016-09-10" } });
});

test("decided anew and nothing found: the old page says that, too", async () => {
  const about = await aReopenedCase("nothing@account.example");
  const { caseId, version } = about;
  const made = await decideCase(ben as Person, { caseId, version, outcome: "no_violation" }, after(days(3)));
  expect(made.ok).toBe(true);
  await theWorkerRuns(db(), holds);
  expect(await pageOf(about.token, holds)).toMatchObject({ state: "again", again: { outcome: "no_violation" } });
});

test("a decision that gave way to one made anew is not called reversed on appeal, and one that was reversed is", async () => {
  const stateOf = async (caseId: string, decisionId: string) => {
    const made = await madeDecisions(db(), ben as Person, caseId);
    return made.ok ? made.value.find(({ id }) => id === decisionId)?.end?.state : made;
  };
  const about = await aReopenedCase("anew@account.example");
  expect(await stateOf(about.caseId, about.decisionId)).toBe("anew");
  await anew(about, { sanctions: firstBuyerSanction });
  expect(await stateOf(about.caseId, about.decisionId)).toBe("anew");
  const told = await aToldDecision(db(), { by: mei as Person, account: await anAccount(db(), {}) });
  const { appealId, version } = await aTakenAppeal(db(), told.decisionId, amara as Person, { text: someWords });
  const answer = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara as Person, answer, now)).toMatchObject({ ok: true });
  expect(await stateOf(told.caseId, told.decisionId)).toBe("reversed");
});
