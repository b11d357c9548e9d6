import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { mails, statementLinks } from "@/db/schema";
import { handLink } from "@/lib/decisions/hand-link.command";
import { signLink } from "@/lib/decisions/link.rules";
import { letterAsSent } from "@/lib/decisions/made-letters.queries";
import { replaceLink } from "@/lib/decisions/replace-link.command";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aToldDecision, days, linkOf, reasonOf, theWorkerRuns, visitor } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, aDecidedCase, anAccount, auditOf, townTime } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { fileAppeal } from "./file.command";
import { markRead } from "./read.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
const note = "The seller wrote that a former employee still reads that mailbox.";
const text = "The link in my comment leads to my own shop.";

beforeAll(async () => {
  ({ mei, jonas } = await anAppealDesk(db()));
});

async function aLetter() {
  const account = await anAccount(db(), { language: "en", email: `seller-${Math.random()}@people.example` });
  const { decisionId } = await aToldDecision(db(), { by: mei, account });
  return { ...(await linkOf(db(), decisionId)), account, decisionId };
}
const tokenOf = (statementId: string, serial: number) => signLink(statementId, secrets().links, serial);
const mailsOf = (statementId: string) => db().select().from(mails).where(eq(mails.statementId, statementId));
const inAYear = after(days(365));

test("AE2: a link that got into wrong hands opens and files nothing from the moment it is replaced; the new one does both", async () => {
  const { token, statementId } = await aLetter();
  await markRead(visitor, { statementId }, after(days(1)));
  const replaced = await replaceLink(jonas, { statementId, why: "wrong_person", note, send: false }, after(days(2)));
  const link = replaced.ok ? (replaced.value.link ?? "") : "";
  expect(link.endsWith(tokenOf(statementId, 1))).toBe(true);
  expect(await decisionAtLink(db(), token, after(days(2)))).toMatchObject({ code: "gone", reason: "link_replaced" });
  const late = await fileAppeal(visitor, { token, text }, after(days(2)));
  expect(late).toMatchObject({ code: "gone", reason: "link_replaced" });
  const page = await decisionAtLink(db(), tokenOf(statementId, 1), after(days(3)));
  expect(page.ok && page.value.isRead).toBe(false);
  // The letter they read names the link that works, and no earlier one.
  expect(page.ok && JSON.stringify(page.value.parts)).toContain(tokenOf(statementId, 1));
  expect(page.ok && JSON.stringify(page.value.parts)).not.toContain(token);
  expect(await fileAppeal(visitor, { token: tokenOf(statementId, 1), text }, after(days(3)))).toMatchObject({
    ok: true,
  });
});

test("A2: the six months of a person whose link somebody else had begin when they open the new one, however late", async () => {
  const { token, statementId } = await aLetter();
  await markRead(visitor, { statementId }, after(days(1)));
  expect(reasonOf(await fileAppeal(visitor, { token, text }, inAYear))).toBe("appeal_window_closed");
  expect(await replaceLink(jonas, { statementId, why: "wrong_person", note, send: false }, inAYear)).toMatchObject({
    ok: true,
  });
  const own = tokenOf(statementId, 1);
  expect(await markRead(visitor, { statementId }, inAYear)).toMatchObject({ ok: true });
  expect(await markRead(visitor, { statementId }, inAYear)).toMatchObject({ reason: "already_read" });
  const page = await decisionAtLink(db(), own, inAYear);
  expect(page.ok && page.value.window.state).toBe("open");
  expect(await fileAppeal(visitor, { token: own, text }, inAYear)).toMatchObject({ ok: true });
});

test("a lost letter goes out again with the new link, and only once more for each link", async () => {
  const { token, statementId } = await aLetter();
  const asked = { statementId, why: "lost", note: "The mailbox of the seller was full.", send: true };
  expect(await replaceLink(jonas, asked, after(days(2)))).toMatchObject({ ok: true, value: { serial: 1, link: null } });
  await theWorkerRuns(db(), after(days(2)));
  await theWorkerRuns(db(), after(days(2) + 60));
  const sent = (await mailsOf(statementId)).map(({ body }) => body);
  expect(sent.filter((body) => body.includes(tokenOf(statementId, 1)))).toHaveLength(1);
  expect(sent.filter((body) => body.includes(token))).toHaveLength(1);
  // The second replaces the first.
  expect(await replaceLink(jonas, asked, after(days(3)))).toMatchObject({ ok: true, value: { serial: 2 } });
  const first = await decisionAtLink(db(), tokenOf(statementId, 1), after(days(3)));
  expect(first).toMatchObject({ reason: "link_replaced" });
  expect((await decisionAtLink(db(), tokenOf(statementId, 2), after(days(3)))).ok).toBe(true);
});

test("no new link goes to an address where somebody else reads; the log tells who replaced a link and why", async () => {
  const { statementId } = await aLetter();
  const wrong = { statementId, why: "wrong_person", note, send: true };
  expect(reasonOf(await replaceLink(jonas, wrong, after(days(2))))).toBe("link_wrong_address");
  expect(await db().select().from(statementLinks).where(eq(statementLinks.statementId, statementId))).toEqual([]);
  const nonsense = { ...wrong, send: false, note: "asdf asdf asdf" };
  expect(await replaceLink(jonas, nonsense, after(days(2)))).toMatchObject({
    fields: [{ field: "note", reason: "link_replace_note" }],
  });
  await replaceLink(jonas, { ...wrong, send: false }, after(days(2)));
  const entry = (await auditOf(db(), statementId)).find(
    ({ verb, outcome }) => verb === "statement.replace_link" && outcome === "done",
  );
  expect(JSON.stringify(entry)).toContain("wrong_person");
  expect(JSON.stringify(entry)).not.toContain("former employee");
});

test("the link is replaced by supervisors alone, and of no decision that is not final", async () => {
  const { statementId } = await aLetter();
  const asked = { statementId, why: "lost", note, send: true };
  for (const other of [mei, await aColleague(db(), { role: "admin" })]) {
    expect(await replaceLink(other, asked, after(days(2)))).toMatchObject({ code: "forbidden" });
    const page = await letterAsSent(db(), other, statementId);
    expect(page.ok && page.value.mayReplaceLink).toBe(false);
  }
  const page = await letterAsSent(db(), jonas, statementId);
  expect(page.ok && page.value.mayReplaceLink).toBe(true);
  const fresh = await aDecidedCase(db(), { by: mei, at: townTime, account: await anAccount(db(), { email: null }) });
  const letter = await linkOf(db(), fresh.decisionId);
  expect(reasonOf(await replaceLink(jonas, { ...asked, statementId: letter.statementId }, townTime))).toBe(
    "decision_not_final",
  );
  expect(reasonOf(await replaceLink(jonas, { ...asked, statementId: letter.statementId }, after(days(2))))).toBe(
    "link_no_address",
  );
  // Given by hand after all, it is the newest one.
  await replaceLink(jonas, { ...asked, statementId: letter.statementId, send: false }, after(days(2)));
  const handed = await handLink(jonas, { statementId: letter.statementId }, after(days(2)));
  expect(handed.ok && handed.value.link.endsWith(tokenOf(letter.statementId, 1))).toBe(true);
});
