import { and, eq } from "drizzle-orm";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { cases, mails, noticeItems, notices, outbox } from "@/db/schema";
import { mailById } from "@/lib/administration/mailbox.queries";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { submitNotice } from "@/lib/intake/commands";
import { enqueue } from "@/lib/platform/outbox";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aNotice } from "@/test/intake";
import { aMailServer, type ReceivedMail } from "@/test/mail-server";
import { aCase, anAccount, aReport, aViolation, caseRow, firstBuyerSanction, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const open: { close: () => Promise<void> }[] = [];
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function withServer() {
  const server = await aMailServer();
  open.push(server);
  vi.stubEnv("SMTP_URL", server.url);
  vi.stubEnv("APP_URL", "https://desk.moderation.eu");
  const mailsTo = (address: string) => server.received.filter(({ to }) => to.includes(address));
  return { ...server, mailsTo };
}

const ids = (mail: ReceivedMail | undefined, name: string) => mail?.headers.get(name)?.match(/<[^<>]+>/g) ?? [];
/** Every id by which a reader's program puts a mail with others. */
const tiesOf = (mail: ReceivedMail) => ["message-id", "in-reply-to", "references"].flatMap((name) => ids(mail, name));

/** A case that two people reported, about somebody with an address, told to everybody over the mail server. */
async function aCaseOfThree(key: string) {
  const account = await anAccount(db(), { email: `shop-${key}@people.eu`, language: "en" });
  const about = await aCase(db(), { account, language: "en", notices: 0 });
  const [ana, ben] = [`ana-${key}@people.eu`, `ben-${key}@people.eu`];
  for (const email of [ana, ben]) {
    const { noticeId } = await aReport(db(), about, { email });
    const receipt = { kind: "mail.receipt", payload: { noticeId }, dedupeKey: `receipt ${noticeId}` };
    await db().transaction((tx) => enqueue(tx, receipt, townTime));
  }
  await theWorkerRuns(db(), townTime);
  const decided = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), townTime);
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  await theWorkerRuns(db(), after(60));
  return { ana, ben, shop: `shop-${key}@people.eu`, decisionId: decided.value.decisionId };
}

test("N8, N9: a receipt and the decision of one notice are one conversation over a real mail server: each names the one before", async () => {
  const { mailsTo } = await withServer();
  const { ana } = await aCaseOfThree("receipt");
  const [receipt, decision] = mailsTo(ana);
  expect(mailsTo(ana)).toHaveLength(2);
  const [root = ""] = ids(receipt, "references");
  expect(root).toMatch(/^<[0-9a-f]{32}@desk\.moderation\.eu>$/);
  expect(ids(receipt, "in-reply-to")).toEqual([root]);
  const [first = ""] = ids(receipt, "message-id");
  expect(ids(decision, "in-reply-to")).toEqual([first]);
  expect(ids(decision, "references")).toEqual([root, first]);
  expect(ids(decision, "message-id")).not.toEqual([first]);
});

test("S6: nobody's mail has a header in common with another's: not the affected person's with a notifier's, nor two notifiers'", async () => {
  const { mailsTo } = await withServer();
  const { ana, ben, shop } = await aCaseOfThree("apart");
  const ties = [ana, ben, shop].map((address) => mailsTo(address).flatMap(tiesOf));
  expect(ties.map((each) => each.length > 0)).toEqual([true, true, true]);
  const all = ties.flatMap((each) => [...new Set(each)]);
  expect(new Set(all).size).toBe(all.length);
  for (const [at, address] of [ana, ben, shop].entries()) {
    const others = [ana, ben, shop].filter((_, other) => other !== at);
    for (const { raw } of mailsTo(address)) for (const other of others) expect(raw).not.toContain(other);
  }
});

test("the receipt of an appeal and its answer follow the decision in the conversation of who appealed", async () => {
  const { mailsTo } = await withServer();
  const account = await anAccount(db(), { email: "appellant@people.eu", language: "en" });
  const { decisionId } = await aToldDecision(db(), { by: mei, account });
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara);
  await theWorkerRuns(db(), after(days(1) + 100));
  await answerAppeal(amara, { appealId, version, outcome: "reversed", cause: "facts", reasons }, after(days(2)));
  await theWorkerRuns(db(), after(days(2)));
  const sent = mailsTo("appellant@people.eu");
  expect(sent).toHaveLength(3);
  const numbers = sent.map((mail) => ids(mail, "message-id")[0]);
  expect(ids(sent[2], "references").slice(1)).toEqual(numbers.slice(0, 2));
  expect(ids(sent[2], "in-reply-to")).toEqual([numbers[1]]);
  for (const mail of sent) expect(mail.html).toContain('<html lang="en" dir="ltr">');
});

test("two cases of one account are two conversations", async () => {
  const { mailsTo } = await withServer();
  const account = await anAccount(db(), { email: "twice@people.eu", language: "en" });
  for (const at of [townTime, after(600)]) await aToldDecision(db(), { by: mei, account, at, notices: 0 });
  const [one = [], other = []] = mailsTo("twice@people.eu").map(tiesOf);
  expect(one.filter((id) => other.includes(id))).toEqual([]);
});

test("a notice as it is sent to us and what follows are one conversation at the desk's mailbox, without a mail server too", async () => {
  const sent = await submitNotice(
    { kind: "public" },
    aNotice({ name: "Ana Vint", email: "ana@notifier.example" }),
    { channel: "form" },
    townTime,
  );
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  await theWorkerRuns(db(), townTime);
  const [item] = await db()
    .select({ caseId: noticeItems.caseId, version: cases.version })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .where(eq(notices.reference, sent.value.reference));
  const caseId = item?.caseId ?? "";
  const { version } = await caseRow(db(), caseId);
  const rationale = "The offer is a toy for adults and is allowed.";
  expect(await decideCase(mei, { caseId, version, outcome: "no_violation", rationale }, after(1))).toMatchObject({
    ok: true,
  });
  await theWorkerRuns(db(), after(120));
  const to = and(eq(mails.toAddress, "ana@notifier.example"), eq(mails.kind, "mail.outcome"));
  const [outcome] = await db().select().from(mails).where(to);
  const whole = await mailById(db(), outcome?.id ?? "");
  expect(whole?.thread).toMatchObject([{ subject: expect.stringContaining(sent.value.reference) }]);
  expect(whole?.html).toContain(rationale);
  const [row] = await db()
    .select()
    .from(outbox)
    .where(eq(outbox.id, outcome?.outboxId ?? ""));
  expect(row).toMatchObject({
    thread: expect.stringMatching(/^[0-9a-f]{32}$/),
    messageId: expect.stringContaining(row?.id ?? "?"),
  });
});
