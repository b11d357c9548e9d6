import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { databaseCopies, misuseMeasures } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { publicStatements } from "@/lib/decisions/public-statement.queries";
import { markMisuse } from "@/lib/misuse/mark.command";
import { suspendMisuse, warnMisuse } from "@/lib/misuse/measure.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, days, theWorkerRuns } from "./appeals";
import { aCase, anAccount, aReport, aViolation, type TownAccount } from "./town";

export const why = "Anybody sees at once that there is nothing behind it.";

/** The last moment of the suspensions of accounts below: the end of 20 October 2016 in Shanghai. */
export const suspensionEnd = new Date("2016-10-20T15:59:59.999Z");

/** Senders of unfounded reports, marked by `mei` and measured by `jonas`, in this database. */
export function misuseIn(db: () => Db, who: () => { mei: Person; jonas: Person }) {
  /** A report on which nothing is found, and the mark that it was manifestly unfounded. */
  async function anUnfoundedReport(email: string, at: Date, isMarked = true, more: Parameters<typeof aReport>[2] = {}) {
    const made = await aCase(db(), { notices: 0, openedAt: at });
    const { noticeId } = await aReport(db(), made, { email, ...more, receivedAt: at });
    const decided = await decideCase(who().mei, { caseId: made.caseId, version: 1, outcome: "no_violation" }, at);
    const decisionId = decided.ok ? decided.value.decisionId : "";
    const marked = isMarked ? await markMisuse(who().mei, { decisionId, noticeId, why }, at) : null;
    if (marked && !marked.ok) throw new Error(JSON.stringify(marked));
    return { ...made, noticeId, decisionId, subjectId: marked?.ok ? marked.value.subjectId : "" };
  }
  const weighed = {
    gravity: "A shop lost a week of sales while its listings were looked at.",
    consequences: "Reports of real dangers wait behind these.",
    intent: "deliberate",
    intentWhy: "The sender announced it in a message to the shop.",
    why: "After the warning the same claims came again, word for word.",
  };
  const suspend = (subjectId: string, at: Date, lastDay = "2016-10-20", by = who().jonas) =>
    suspendMisuse(by, { subjectId, lastDay, ...weighed }, at);

  /** A sender with five unfounded reports of eight, warned, who went on. */
  async function aWarnedSender(email: string) {
    let subjectId = "";
    for (let count = 0; count < 3; count += 1) await anUnfoundedReport(email, after(count), false);
    for (let count = 0; count < 5; count += 1) ({ subjectId } = await anUnfoundedReport(email, after(10 + count)));
    const warned = await warnMisuse(who().jonas, { subjectId, why }, after(days(1)));
    if (!warned.ok) throw new Error(JSON.stringify(warned));
    await theWorkerRuns(db(), after(days(1) + 5));
    return { subjectId, measureId: warned.value.measureId };
  }
  /** A thing of an account, decided on the law and marked as manifestly illegal. */
  async function anIllegalThing(account: TownAccount, at: Date, reporter?: { name: string; email: string }) {
    const made = await aCase(db(), { account, openedAt: at });
    if (reporter) await aReport(db(), made, { ...reporter, receivedAt: at });
    const input = aViolation(made, {
      ground: "terms_and_law",
      legalGround: "Section 130 of the Criminal Code",
      legalExplanation: "The text calls for violence against a group because of its descent.",
      sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }],
      deviation: { code: "other", why: "The same measure for each of these in a test." },
    });
    const decided = await decideCase(who().mei, input, at);
    if (!decided.ok) throw new Error(JSON.stringify(decided));
    const { decisionId } = decided.value;
    const marked = await markMisuse(who().mei, { decisionId, why }, at);
    if (!marked.ok) throw new Error(JSON.stringify(marked));
    return { decisionId, subjectId: marked.value.subjectId, markId: marked.value.markId };
  }
  /** An account with four manifestly illegal things, the last after a warning that arrived, suspended until a day. */
  async function aSuspendedAccount(
    account: TownAccount,
    { warner = who().jonas, isSuspended = true }: { warner?: Person; isSuspended?: boolean } = {},
  ) {
    let subjectId = "";
    for (let count = 0; count < 3; count += 1) ({ subjectId } = await anIllegalThing(account, after(count)));
    const warned = await warnMisuse(warner, { subjectId, why }, after(days(1)));
    if (!warned.ok) throw new Error(JSON.stringify(warned));
    await theWorkerRuns(db(), after(days(1) + 5));
    await anIllegalThing(account, after(days(2)));
    const suspended = isSuspended ? await suspend(subjectId, after(days(3))) : warned;
    if (!suspended.ok) throw new Error(JSON.stringify(suspended));
    await theWorkerRuns(db(), after(days(3) + 60));
    return { subjectId, measureId: suspended.value.measureId };
  }
  const measureOf = async (measureId: string) => {
    const [row] = await db().select().from(misuseMeasures).where(eq(misuseMeasures.id, measureId));
    if (!row?.decisionId) throw new Error("the suspension has no decision");
    return { ...row, decisionId: row.decisionId };
  };
  const copyOf = async (decisionId: string) =>
    (await db().select().from(databaseCopies).where(eq(databaseCopies.decisionId, decisionId)))[0];
  /** As everybody reads it in the list of public statements. */
  const publicStateOf = async (decisionId: string, at: Date) => {
    await db().update(databaseCopies).set({ state: "ready" }).where(eq(databaseCopies.decisionId, decisionId));
    const page = await publicStatements(db(), { platform: "taobao-weitao", limit: 100 }, at);
    const copy = await copyOf(decisionId);
    return page.ok ? page.value.statements.find(({ id }) => id === copy?.id)?.state : page.reason;
  };
  /** A new account that is suspended, with its measure as it is stored. */
  async function suspended(about: { email?: string; language?: string } = {}, warner = who().jonas) {
    const account = await anAccount(db(), { language: "en", ...about });
    const made = await aSuspendedAccount(account, { warner });
    return { account, ...made, ...(await measureOf(made.measureId)) };
  }
  async function aSuspendedSender(email: string) {
    const sender = await aWarnedSender(email);
    await anUnfoundedReport(email, after(days(2)));
    const suspended = await suspend(sender.subjectId, after(days(3)));
    if (!suspended.ok) throw new Error(JSON.stringify(suspended));
    await theWorkerRuns(db(), after(days(3) + 5));
    return sender;
  }
  return {
    ...{ anUnfoundedReport, weighed, suspend, aWarnedSender, aSuspendedSender, anIllegalThing, aSuspendedAccount },
    ...{ measureOf, copyOf, publicStateOf, suspended },
  };
}
