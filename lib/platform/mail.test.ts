import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { mails, outbox } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import type { Refusal } from "@/test/mail-server";
import { aMail, anOutboxRow, withMailServers } from "@/test/mails";
import { mailText } from "./letter-mail.rules";
import { isNowhere, type Mail, sendMail } from "./mail";
import { enqueue, type OutboxHandlers, Refused } from "./outbox";
import { maxAttempts } from "./outbox.rules";
import { drainOutbox } from "./outbox-lanes";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");
const withServer = withMailServers();
const kept = async ({ outboxId }: Mail) => db().select().from(mails).where(eq(mails.outboxId, outboxId));
const errorOf = (mail: Mail) =>
  sendMail(db(), mail, now).then(
    () => null,
    (error: unknown) => error,
  );

test("a Chinese letter arrives whole: subject, body, language, and one recipient", async () => {
  const { received } = await withServer();
  const subject =
    "关于您在微信发布的内容的决定：删除并暂停评论功能七天，申诉截止日期为二零二七年五月二十日（案件编号 WX-20811）";
  const body = `您好：\n\n您的内容违反了《微信个人账号使用规范》。\n.\n以点开头的一行\n${"很长的一行没有空格".repeat(60)}\n\nEmoji 🙂, “quotes”, naïve — Łódź.`;
  const mail = aMail({ subject, body, language: "zh-Hans" });
  await sendMail(db(), mail, now);
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ to: ["ana@people.eu"], body });
  const headers = received[0]?.headers;
  expect(headers?.get("subject")).toBe(subject);
  expect(headers?.get("content-language")).toBe("zh-Hans");
  expect(headers?.get("auto-submitted")).toBe("auto-generated");
  expect(headers?.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(headers?.get("from")).toBe("Recourse <no-reply@desk.moderation.eu>");
  expect(await kept(mail)).toMatchObject([{ route: "smtp", subject, body, toAddress: "ana@people.eu", sentAt: now }]);
});

test("MAIL_FROM is who writes", async () => {
  const { received } = await withServer();
  vi.stubEnv("MAIL_FROM", "Redaktion Müller <desk@moderation.eu>");
  await sendMail(db(), aMail(), now);
  expect([received[0]?.from, received[0]?.headers.get("from")]).toEqual([
    "desk@moderation.eu",
    "Redaktion Müller <desk@moderation.eu>",
  ]);
});

test("one outbox row is one mail, and a repeat that the server sees all the same bears the same number", async () => {
  const state: { isDown: boolean } = { isDown: true };
  const { received } = await withServer({
    atEnd: () => (state.isDown ? { code: 451, text: "later please" } : undefined),
  });
  const mail = aMail();
  expect(await errorOf(mail)).toBeInstanceOf(Error);
  state.isDown = false;
  await sendMail(db(), mail, now);
  await sendMail(db(), mail, now);
  expect(received.map(({ headers }) => headers.get("message-id"))).toEqual([`<${mail.outboxId}@desk.moderation.eu>`]);
  expect(await kept(mail)).toHaveLength(1);
});

const answers: [string, { answer?: () => Refusal; atEnd?: () => Refusal }, "refused" | "later"][] = [
  ["550 to the recipient", { answer: () => ({ code: 550, text: "no such person <ana@people.eu>" }) }, "refused"],
  ["554 to the mail", { atEnd: () => ({ code: 554, text: "looks like spam" }) }, "refused"],
  ["450 to the recipient", { answer: () => ({ code: 450, text: "mailbox busy" }) }, "later"],
  ["452 to the mail", { atEnd: () => ({ code: 452, text: "disk full" }) }, "later"],
];
for (const [name, about, outcome] of answers) {
  test(`a server that says ${name}: ${outcome === "refused" ? "never again" : "tried again later"}, and nothing is kept as sent`, async () => {
    await withServer(about);
    const mail = aMail();
    const error = await errorOf(mail);
    expect(error).toBeInstanceOf(Error);
    expect(error instanceof Refused).toBe(outcome === "refused");
    expect(String(error), "whose address it was stays out of the reason").not.toContain("ana@people.eu");
    const refused = { bouncedAt: now, bounceReason: expect.stringContaining("the mail server refused") };
    expect(await kept(mail)).toMatchObject(outcome === "refused" ? [refused] : []);
  });
}

test("a mail that was refused and is sent again on a person's word is sent, under the same number, and has come back no more", async () => {
  const state: { isGone: boolean } = { isGone: true };
  const { received } = await withServer({ answer: () => (state.isGone ? { code: 550, text: "gone" } : undefined) });
  const mail = aMail();
  expect(await errorOf(mail)).toBeInstanceOf(Refused);
  const [before] = await kept(mail);
  state.isGone = false;
  await sendMail(db(), mail, new Date(now.getTime() + 60_000));
  expect(received.map(({ headers }) => headers.get("message-id"))).toEqual([before?.messageId]);
  expect(await kept(mail)).toMatchObject([{ id: before?.id, bouncedAt: null, bounceReason: null, route: "smtp" }]);
});

test("a mail that the server puts off each time has come back after the last try, and not before", async () => {
  await withServer({ answer: () => ({ code: 452, text: "mailbox full" }) });
  const id = await anOutboxRow(db(), now);
  const handlers: OutboxHandlers = {
    "mail.uncertain": (message) => sendMail(db(), aMail({ outboxId: message.id }), now),
  };
  const row = async () => (await db().select().from(outbox).where(eq(outbox.id, id)))[0];
  for (let hours = 0; hours < maxAttempts - 1; hours += 1)
    await drainOutbox(db(), handlers, new Date(now.getTime() + hours * 3_600_000));
  expect(await row()).toMatchObject({ state: "waiting", attempts: maxAttempts - 1 });
  expect(await kept(aMail({ outboxId: id }))).toEqual([]);
  await drainOutbox(db(), handlers, new Date(now.getTime() + maxAttempts * 3_600_000));
  expect(await row()).toMatchObject({ state: "refused", lastError: expect.stringContaining("mailbox full") });
  expect(await kept(aMail({ outboxId: id }))).toMatchObject([{ bouncedAt: now }]);
});

test("a kept mail is never edited: not its text, and what became of it is written once", async () => {
  vi.stubEnv("SMTP_URL", "");
  const mail = aMail();
  await sendMail(db(), mail, now);
  const change = (set: Partial<typeof mails.$inferInsert>) =>
    db().update(mails).set(set).where(eq(mails.outboxId, mail.outboxId));
  for (const set of [
    { subject: "Another" },
    { body: "Another" },
    { html: "<p>Another</p>" },
    { toAddress: "b@people.eu" },
  ])
    await expect(change(set)).rejects.toThrow();
  const later = new Date(now.getTime() + 1_000);
  for (const name of ["deliveredAt", "complainedAt", "settledAt"] as const) {
    await change({ [name]: now });
    await expect(change({ [name]: later })).rejects.toThrow();
    await expect(change({ [name]: null })).rejects.toThrow();
  }
});

test("text and HTML of one mail arrive whole, and each says the same", async () => {
  const { received } = await withServer();
  const parts = [
    { id: "next", heading: "下一步", paragraphs: ["请看 https://desk.moderation.eu/notice/N-1。", "<b>谢谢</b>"] },
  ];
  const text = mailText({ subject: "我们收到了您的举报", parts }, "zh-Hans", "https://desk.moderation.eu");
  await sendMail(db(), aMail(text), now);
  expect(received[0]?.headers.get("content-type")).toContain("multipart/alternative");
  expect(received[0]?.body).toBe(text.body);
  expect(`${received[0]?.html}\n`).toBe(text.html);
  expect(received[0]?.html).toContain("&lt;b&gt;谢谢&lt;/b&gt;");
});

test("a server that is not there, and one that wants a password we do not have, are tried again later", async () => {
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  const away = await errorOf(aMail());
  expect([away instanceof Error, away instanceof Refused]).toEqual([true, false]);
  const { url, received } = await withServer({ password: "right" });
  vi.stubEnv("SMTP_URL", url.replace("smtp://", "smtp://ana:wrong@"));
  const locked = await errorOf(aMail());
  expect([locked instanceof Error, locked instanceof Refused]).toEqual([true, false]);
  vi.stubEnv("SMTP_URL", url.replace("smtp://", "smtp://ana:right@"));
  expect(await errorOf(aMail())).toBeNull();
  expect(received).toHaveLength(1);
});

test("through the outbox: a refused mail is refused, one that a busy server put off goes out at the next try", async () => {
  const state: { isBusy: boolean } = { isBusy: true };
  const { received } = await withServer({
    answer: (to) =>
      to === "gone@people.eu" ? { code: 550, text: "gone" } : state.isBusy ? { code: 421, text: "busy" } : undefined,
  });
  const write = (key: string, to: string) =>
    db().transaction((tx) => enqueue(tx, { kind: "mail.test", payload: { to }, dedupeKey: key }, now));
  await write("gone", "gone@people.eu");
  await write("ana", "ana@people.eu");
  const handlers = {
    "mail.test": (message: { id: string; payload: Record<string, unknown> }) =>
      sendMail(db(), aMail({ outboxId: message.id, to: String(message.payload.to) }), now),
  };
  const states = async () =>
    (await db().select().from(outbox).where(eq(outbox.kind, "mail.test")).orderBy(outbox.dedupeKey)).map(
      ({ state }) => state,
    );
  await drainOutbox(db(), handlers, now);
  expect(await states()).toEqual(["waiting", "refused"]);
  state.isBusy = false;
  await drainOutbox(db(), handlers, new Date(now.getTime() + 6_000));
  expect(await states()).toEqual(["sent", "refused"]);
  expect(received.map(({ to }) => to)).toEqual([["ana@people.eu"]]);
});

test("a line break in a subject or an address makes no header and no second recipient", async () => {
  const { received } = await withServer();
  await sendMail(db(), aMail({ subject: "Hello\r\nBcc: spy@people.eu\nX-Evil: 1\u0000" }), now);
  expect(received[0]?.to).toEqual(["ana@people.eu"]);
  expect([...(received[0]?.headers.keys() ?? [])]).not.toEqual(expect.arrayContaining(["bcc"]));
  expect(received[0]?.headers.has("x-evil")).toBe(false);
  expect(received[0]?.headers.get("subject")).toBe("Hello Bcc: spy@people.eu X-Evil: 1");
  await errorOf(aMail({ to: "ben@people.eu, spy@people.eu" }));
  await errorOf(aMail({ to: "ben@people.eu>\r\nRCPT TO:<spy@people.eu" }));
  expect(received.flatMap(({ to }) => to)).not.toContain("spy@people.eu");
});

test("a body is never read from a file or an address, whatever it looks like", async () => {
  const { received } = await withServer();
  const body = "file:///etc/hostname http://127.0.0.1/ {{secret}} <script>alert(1)</script>";
  await sendMail(db(), aMail({ body }), now);
  expect(received[0]?.body).toBe(body);
});

test("addresses of the demo stay in the mailbox even when there is a server", async () => {
  const { received } = await withServer();
  const mail = aMail({ to: "Buyer@shop.example" });
  await sendMail(db(), mail, now);
  expect(received).toEqual([]);
  expect(await kept(mail)).toMatchObject([{ route: "mailbox", messageId: "", toAddress: "Buyer@shop.example" }]);
  expect(["a@b.example", "a@example", "a@b.invalid", "a@b.test"].map(isNowhere)).toEqual([true, true, true, true]);
  expect(["a@example.eu", "a@latest", "a@exampletest.eu"].map(isNowhere)).toEqual([false, false, false]);
});

test("without a server every mail is kept for the Mailbox page", async () => {
  vi.stubEnv("SMTP_URL", "");
  const mail = aMail({ subject: "决定", body: "内容" });
  await sendMail(db(), mail, now);
  expect(await kept(mail)).toMatchObject([{ route: "mailbox", subject: "决定", body: "内容", language: "en" }]);
});
