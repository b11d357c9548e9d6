import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { databaseCopies, mails, outbox, platforms, statements, strikes } from "@/db/schema";
import { decisionFor } from "@/lib/decisions/api.queries";
import { decideCase } from "@/lib/decisions/decide.command";
import { handLink } from "@/lib/decisions/hand-link.command";
import { previewDecision } from "@/lib/decisions/preview.queries";
import { replaceLink } from "@/lib/decisions/replace-link.command";
import { holdOrder, recordOrder } from "@/lib/intake/order.command";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Actor, Person } from "@/lib/platform/permissions.rules";
import { takeDue } from "@/lib/transparency/submission.store";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  aViolation,
  firstBuyerSanction,
  givenPacks,
  townTime,
  whatWasOrdered,
} from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
const day = 24 * 60;
const drain = (at: Date) => drainOutbox(db(), outboxHandlers, at);
const mailsTo = (address: string) => db().select().from(mails).where(eq(mails.toAddress, address)).orderBy(mails.id);
let ruth: Person;
let mei: Person;
const platformKey: Actor = {
  kind: "key",
  id: "00000000-0000-7000-8000-0000000000ab",
  name: "Platform",
  platformIds: ["taobao-weitao"],
  permissions: ["decision.read", "statement.link"],
};

beforeAll(async () => {
  await givenPacks(db());
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
  mei = await aColleague(db(), { name: "Mei Lin" });
});

/** A post that an authority ordered to act against, decided two minutes later. */
async function anOrderedPost(email: string | null, choice: Record<string, unknown>, order: object = {}) {
  const made = await aCase(db(), { account: await anAccount(db(), { email, language: "en" }) });
  const recorded = await recordOrder(
    ruth,
    {
      ...{ platform: "taobao-weitao", kind: "act", authority: "Market Office", country: "DE" },
      ...{ email: "desk@market-office.example", legalBasis: "Section 5 of the Example Act" },
      ...{ reasons: "The offer is forbidden in this country.", redress: "Objection within a month." },
      ...{ receivedAt: later(-90).toISOString(), locations: [`https://taobao-weitao.example/${made.itemId}`] },
      ...order,
    },
    townTime,
  );
  if (!recorded.ok) throw new Error(recorded.reason);
  const decided = await decideCase(mei, aViolation(made, choice), later(2));
  if (!decided.ok) throw new Error(`${decided.reason} ${JSON.stringify(decided.fields)}`);
  return { ...made, decisionId: decided.value.decisionId, orderId: recorded.value.orderId };
}
const statementOn = async (decisionId: string) => {
  const own = and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected"));
  return (await db().select().from(statements).where(own))[0];
};
const copyOf = async (decisionId: string) =>
  (await db().select().from(databaseCopies).where(eq(databaseCopies.decisionId, decisionId)))[0];
const inBoth = { ...whatWasOrdered, ground: "terms_and_law", clause: "Table.4", sanctions: firstBuyerSanction };
const restrictionsIn = (row: Awaited<ReturnType<typeof statementOn>>) =>
  row?.parts.find(({ id }) => id === "restrictions")?.paragraphs.join(" ") ?? "";

test("S4: who is suspended beyond what an authority ordered gets reasons and redress for that, and of the order its own letter", async () => {
  const address = "beyond@account.example";
  const { decisionId } = await anOrderedPost(address, inBoth);
  const statement = await statementOn(decisionId);
  expect(statement).toMatchObject({ isStatementOfReasons: true, dueAt: new Date("2016-09-07T15:59:59.999Z") });
  expect(restrictionsIn(statement)).toMatch(/comment/i);
  expect(restrictionsIn(statement)).not.toMatch(/delet/i);
  await drain(later(5));
  const letters = await mailsTo(address);
  expect(letters.map(({ kind }) => kind).sort()).toEqual(["mail.order", "mail.statement"]);
  const own = letters.find(({ kind }) => kind === "mail.statement")?.body ?? "";
  expect(own).toContain("You get a letter of its own about that order.");
  expect(own).toMatch(/You can use the link until the end of 7 March 2017/);
  const copy = await copyOf(decisionId);
  expect(JSON.stringify(copy?.payload)).toContain("DECISION_PROVISION_PARTIAL_SUSPENSION");
  expect(JSON.stringify(copy?.payload)).not.toContain("DECISION_VISIBILITY_CONTENT_REMOVED");
});

test("S4: who gets a strike of the platform's rules with what was ordered is told of the strike, and by the order's letter of the rest", async () => {
  const address = "strike@account.example";
  const { decisionId } = await anOrderedPost(address, {
    ...whatWasOrdered,
    ...{ ground: "terms_and_law", clause: "Table.4", sanctions: firstBuyerSanction.slice(0, 1) },
    deviation: { code: "milder_context", why: "The authority asks for no more than that it is taken down." },
  });
  const [strike] = await db().select().from(strikes).where(eq(strikes.decisionId, decisionId));
  expect(strike).toMatchObject({ clauseRef: "Table.4" });
  const statement = await statementOn(decisionId);
  expect(statement).toMatchObject({ isStatementOfReasons: false });
  expect(statement?.parts.find(({ id }) => id === "record")?.paragraphs.join(" ")).toMatch(/1st confirmed violation/);
  expect(statement?.parts.find(({ id }) => id === "redress")?.paragraphs.join(" ")).toContain("You can complain to us");
  expect(await copyOf(decisionId)).toBeUndefined();
  await drain(later(5));
  const letters = await mailsTo(address);
  expect(letters.map(({ kind }) => kind).sort()).toEqual(["mail.order", "mail.statement"]);
  expect(letters.find(({ kind }) => kind === "mail.statement")?.body).not.toMatch(/delet/i);
});

test("S4: what rests on the platform's terms alone does not rest on the order, and every measure of it has its reasons", async () => {
  const { decisionId } = await anOrderedPost("terms@account.example", { sanctions: firstBuyerSanction });
  expect(restrictionsIn(await statementOn(decisionId))).toMatch(/delet.*comment/is);
});

test("S4: the card shows before the decision what goes beyond the order, and nothing where nothing does", async () => {
  const made = await anOrderedPost("card@account.example", whatWasOrdered);
  expect(await statementOn(made.decisionId)).toBeUndefined();
  expect(await copyOf(made.decisionId)).toBeUndefined();
  const other = await aCase(db(), { account: await anAccount(db(), { email: null }) });
  const locations = [`https://taobao-weitao.example/${other.itemId}`];
  const order = { platform: "taobao-weitao", kind: "act", authority: "Market Office", country: "DE" };
  const about = { email: "desk@market-office.example", receivedAt: later(-90).toISOString(), locations };
  expect((await recordOrder(ruth, { ...order, ...about }, townTime)).ok).toBe(true);
  const { version: _seen, outcome: _found, ...choice } = aViolation(other, inBoth);
  const asked = { findings: {}, exceptionsConsidered: [], territories: [], facts: "", ...choice };
  const card = await previewDecision(db(), mei, asked as never, later(2));
  expect(card.ok && card.value).toMatchObject({ statementDue: true, missing: [] });
  expect(JSON.stringify(card.ok && card.value.statement)).toContain("只涉及我们自己作出的决定");
});

test("O3: reasons for what goes beyond an order wait for its hold, however often that moves; the day they are owed by moves along", async () => {
  const address = "held-beyond@account.example";
  const holdUntil = later(3 * day);
  const { decisionId, orderId } = await anOrderedPost(address, inBoth, { holdUntil: holdUntil.toISOString() });
  const owedBy = async () => (await statementOn(decisionId))?.dueAt;
  expect(await owedBy()).toEqual(new Date("2016-09-10T15:59:59.999Z"));
  await drain(later(5));
  await holdOrder(ruth, { orderId, holdUntil: later(5 * day).toISOString() }, later(day));
  expect(await owedBy()).toEqual(new Date("2016-09-12T15:59:59.999Z"));
  await drain(later(4 * day));
  expect(await mailsTo(address)).toEqual([]);
  expect(await statementOn(decisionId)).toMatchObject({ delivery: "held", sentAt: null });
  await holdOrder(ruth, { orderId, holdUntil: null, why: "The court allowed it by letter today." }, later(4 * day));
  expect(await owedBy()).toEqual(new Date("2016-09-11T15:59:59.999Z"));
  await drain(later(4 * day + 1));
  const letters = await mailsTo(address);
  expect(letters.map(({ kind }) => kind).sort()).toEqual(["mail.order", "mail.statement"]);
  // When they would be told nobody knew: no last day is promised that would have run from the decision.
  expect(letters.find(({ kind }) => kind === "mail.statement")?.body).not.toContain("You can use the link until");
  expect(await statementOn(decisionId)).toMatchObject({ appealUntil: new Date("2017-03-13T15:59:59.999Z") });
});

test("O3: a letter that comes due while the hold stands waits again, and is not lost", async () => {
  const address = "due-again@account.example";
  const { decisionId } = await anOrderedPost(address, inBoth, { holdUntil: later(600).toISOString() });
  await db()
    .update(outbox)
    .set({ runAt: later(3) })
    .where(eq(outbox.decisionId, decisionId));
  await drain(later(30));
  expect(await mailsTo(address)).toEqual([]);
  await drain(later(601));
  expect((await mailsTo(address)).map(({ kind }) => kind)).toContain("mail.statement");
});

test("O3: while the hold stands neither the platform's program, nor a supervisor, nor the public database can tell of it", async () => {
  const { decisionId } = await anOrderedPost(null, inBoth, { holdUntil: later(600).toISOString() });
  const statementId = (await statementOn(decisionId))?.id ?? "";
  const shownTo = async (at: Date) => {
    const seen = await decisionFor(db(), platformKey, decisionId, at);
    return seen.ok ? seen.value.statement : seen;
  };
  const why = { statementId, why: "lost", note: "They never got it.", send: false };
  expect(await shownTo(later(30))).toBeNull();
  expect(await handLink(ruth, { statementId }, later(30))).toMatchObject({ reason: "order_forbids_telling" });
  expect(await replaceLink(ruth, why, later(30))).toMatchObject({ reason: "order_forbids_telling" });
  // Of 2016 no copy is taken by itself; a colleague has released this one.
  await db().update(databaseCopies).set({ state: "ready" }).where(eq(databaseCopies.decisionId, decisionId));
  // Only of a large platform the database is owed its copies.
  const [before] = await db().select().from(platforms).where(eq(platforms.id, "taobao-weitao"));
  await db().update(platforms).set({ tier: "very_large" }).where(eq(platforms.id, "taobao-weitao"));
  const taken = async (at: Date) =>
    (await takeDue(db(), "taobao-weitao", { isTrial: true, now: at })).map(({ puid }) => puid);
  const puid = (await statementOn(decisionId))?.puid;
  expect(await taken(later(30))).not.toContain(puid);
  expect(await taken(later(601))).toContain(puid);
  await db().update(platforms).set({ tier: before?.tier }).where(eq(platforms.id, "taobao-weitao"));
  expect(await shownTo(later(601))).toMatchObject({ link: expect.any(String) });
  expect((await handLink(ruth, { statementId }, later(601))).ok).toBe(true);
});

test("once it has left, the day by which a statement was owed stays, also by hand in the database", async () => {
  const { decisionId } = await anOrderedPost("left@account.example", inBoth);
  await drain(later(5));
  const moved = db()
    .update(statements)
    .set({ dueAt: later(9) })
    .where(eq(statements.decisionId, decisionId));
  await expect(Promise.resolve(moved)).rejects.toThrow();
});
