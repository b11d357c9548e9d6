import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, noticeItems, notices } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { submitNotice } from "@/lib/intake/commands";
import { markMisuse } from "@/lib/misuse/mark.command";
import { suspendMisuse, warnMisuse } from "@/lib/misuse/measure.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Result } from "@/lib/platform/result";
import { type UnfoundedShop, unfoundedPlace } from "./data";
import { demoActor } from "./flaggers";
import { townHandlers } from "./post";

const visitor = { kind: "public" } as const;
type Sender = { email: string; name: string; explanation: string; shop: UnfoundedShop };

/** Two who report competitors for nothing: one stopped after the warning, the other went on. */
const warned: Sender = {
  email: "press@brightlamps.example",
  name: "Bright Lamps press office",
  explanation: "This lamp looks like a lamp. Ours look like lamps too. Take it down.",
  shop: "lamp",
};
const suspended: Sender = {
  email: "legal@first-kettles.example",
  name: "First Kettles",
  explanation: "Only we may sell kettles. Whoever else does it breaks the law.",
  shop: "kettle",
};
const why = "It names no law and no right, and anybody sees at once that there is nothing behind it.";

function expectOk<Value>(answer: Result<Value>, what: string): Value {
  if (!answer.ok) throw new Error(`the town's ${what} was refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Stands in for the days between: moments of the story, in days before now. */
const before = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

async function reports({ email, name, explanation, shop }: Sender, numbers: readonly number[], at: Date) {
  const items = numbers.map((number) => ({ location: unfoundedPlace(shop, number) }));
  const notice = { platform: "alibaba", legalClaim: true, explanation, items, email, name, goodFaith: true };
  return expectOk(await submitNotice(visitor, { ...notice, language: "en" }, { channel: "form" }, at), `${shop}s`);
}

/** One notice about some things in which nothing is found, each marked as manifestly unfounded; whose it is. */
async function unfounded(
  db: Db,
  people: readonly DemoPersonThere[],
  sender: Sender,
  numbers: readonly number[],
  at: Date,
): Promise<string> {
  const { reference } = await reports(sender, numbers, at);
  const mei = demoActor(people, "moderator");
  const opened = await db
    .select({ noticeId: notices.id, caseId: cases.id, version: cases.version })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .where(eq(notices.reference, reference))
    .orderBy(asc(cases.number));
  let subjectId = "";
  for (const [position, { noticeId, ...seen }] of opened.entries()) {
    const then = new Date(at.getTime() + (position + 1) * 600_000);
    const rationale = "It is an ordinary listing, and the report says nothing that would be against a rule or a law.";
    const decision = { ...seen, outcome: "no_violation", rationale };
    const { decisionId } = expectOk(await decideCase(mei, decision, then), `decision on a ${sender.shop}`);
    const marked = await markMisuse(mei, { decisionId, noticeId, why }, new Date(then.getTime() + 1000));
    ({ subjectId } = expectOk(marked, `mark on a ${sender.shop}`));
  }
  await drainOutbox(db, townHandlers, new Date(at.getTime() + 86_400_000));
  return subjectId;
}

const weighed = {
  gravity: "Shops that did nothing had their listings looked at for a week.",
  consequences: "Reports of real dangers waited behind these.",
  intent: "deliberate",
  intentWhy: "Each report says itself that it is about a competitor.",
  why: "After the warning the same words came again about the next shop.",
} as const;

/**
 * What the page of misuse shows (DSA Art. 23): a sender who was warned, and one who went on, is suspended until a day, and
 * whose latest report is kept without being processed. All through the commands of the desk, at their own times.
 */
export async function settleMisuse(db: Db, people: readonly DemoPersonThere[], now: Date): Promise<void> {
  const by = demoActor(people, "supervisor");
  const five = [1, 2, 3, 4, 5];
  for (const sender of [warned, suspended]) {
    const subjectId = await unfounded(db, people, sender, five, before(now, 24));
    expectOk(await warnMisuse(by, { subjectId, why }, before(now, 20)), "warning");
  }
  await drainOutbox(db, townHandlers, before(now, 19));
  const subjectId = await unfounded(db, people, suspended, [6], before(now, 14));
  const lastDay = before(now, -20).toISOString().slice(0, 10);
  expectOk(await suspendMisuse(by, { subjectId, lastDay, ...weighed }, before(now, 12)), "suspension");
  await drainOutbox(db, townHandlers, before(now, 11));
  await reports(suspended, [7], before(now, 10));
  await drainOutbox(db, townHandlers, before(now, 10));
}
