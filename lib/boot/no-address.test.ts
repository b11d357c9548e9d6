import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { accounts, mails, statements } from "@/db/schema";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { fileAppeal } from "@/lib/appeals/file.command";
import { markRead } from "@/lib/appeals/read.command";
import { handLink } from "@/lib/decisions/hand-link.command";
import { letterAsSent } from "@/lib/decisions/made-letters.queries";
import { tryLateContacts } from "@/lib/decisions/next-contact.command";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, anAccount, auditOf, givenPacks, townTime } from "@/test/town";
import { outboxHandlers } from "./handlers";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (hours: number) => new Date(townTime.getTime() + hours * 3_600_000);
let mei: Person;
let jonas: Person;
let petra: Person;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aColleague(db(), { name: "Jonas Weber", role: "supervisor" });
  petra = await aColleague(db(), { name: "Petra Novak", role: "admin" });
});

/** A sanctioned seller of whom the platform told no address, and the letter to them. */
async function aSellerWithoutAddress() {
  const account = await anAccount(db(), { email: null });
  const decided = await aDecidedCase(db(), { by: mei, at: townTime, account, notices: 0 });
  const letter = async () => {
    const [row] = await db().select().from(statements).where(eq(statements.decisionId, decided.decisionId));
    if (!row) throw new Error("nobody was to be told");
    return row;
  };
  const mailsOf = async () => {
    const { id } = await letter();
    return db().select().from(mails).where(eq(mails.statementId, id));
  };
  return { ...decided, account, letter, mailsOf };
}
const send = (hours: number) => drainOutbox(db(), outboxHandlers, later(hours));

test("a supervisor gives somebody without e-mail the link of their letter, and they appeal with it", async () => {
  const { letter } = await aSellerWithoutAddress();
  const { id: statementId } = await letter();
  const page = await letterAsSent(db(), jonas, statementId);
  expect(page.ok && page.value.mayHandLink).toBe(true);
  const handed = await handLink(jonas, { statementId }, later(1));
  const token = handed.ok ? (handed.value.link.split("/decision/")[1] ?? "") : "";
  const now = later(2);
  expect((await decisionAtLink(db(), token, now)).ok).toBe(true);
  expect(await markRead({ kind: "public" }, { statementId }, now)).toMatchObject({ ok: true });
  expect(await fileAppeal({ kind: "public" }, { token, text: "That was my own shop." }, later(3))).toMatchObject({
    ok: true,
  });
  expect((await auditOf(db(), statementId)).map(({ verb, outcome }) => `${verb} ${outcome}`)).toContain(
    "statement.hand_link done",
  );
  // Once they have it, it is theirs alone.
  expect(await handLink(jonas, { statementId }, later(4))).toMatchObject({ reason: "letter_has_arrived" });
});

test("the link of a letter is given to no moderator, to no admin, and of no letter that arrived or is not final", async () => {
  const { letter } = await aSellerWithoutAddress();
  const { id: statementId } = await letter();
  for (const other of [mei, petra]) {
    expect(await handLink(other, { statementId }, later(1))).toMatchObject({ code: "forbidden" });
    const page = await letterAsSent(db(), other, statementId);
    expect(page.ok && page.value.mayHandLink).toBe(false);
  }
  expect(await handLink(jonas, { statementId }, townTime)).toMatchObject({ reason: "decision_not_final" });
  const told = await aDecidedCase(db(), { by: mei, at: townTime, notices: 0 });
  await send(1);
  const [arrived] = await db().select().from(statements).where(eq(statements.decisionId, told.decisionId));
  expect(await handLink(jonas, { statementId: arrived?.id }, later(2))).toMatchObject({ reason: "letter_has_arrived" });
});

test("a letter that had nowhere to go is sent once an address becomes known, and the time to appeal begins then", async () => {
  const { letter, mailsOf, account } = await aSellerWithoutAddress();
  await tryLateContacts(db(), later(1));
  await send(1);
  expect(await mailsOf()).toEqual([]);
  await db().update(accounts).set({ email: "found@people.example" }).where(eq(accounts.id, account.id));
  await tryLateContacts(db(), later(48));
  await tryLateContacts(db(), later(48));
  await send(48);
  await tryLateContacts(db(), later(49));
  await send(49);
  expect((await mailsOf()).map(({ toAddress }) => toAddress)).toEqual(["found@people.example"]);
  expect(await letter()).toMatchObject({ delivery: "sent", informedAt: later(48) });
});
