import { eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { outbox } from "@/db/schema";
import { retryOutbox } from "@/lib/administration/retry-outbox.command";
import { withTestDatabase } from "@/test/database";
import { aMail, anOutboxRow, withMailServers } from "@/test/mails";
import { actorOf, aPerson } from "@/test/people";
import { type Mail, sendMail } from "./mail";
import { type OutboxHandlers, Unreachable } from "./outbox";
import { drainOutbox } from "./outbox-lanes";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");
const withServer = withMailServers();
const errorOf = (mail: Mail) =>
  sendMail(db(), mail, now).then(
    () => null,
    (error: unknown) => error,
  );

const markOf = async (id: string) =>
  (await db().select({ at: outbox.handingOverAt }).from(outbox).where(eq(outbox.id, id)))[0]?.at;

test("a message is marked before the mail server hears of it", async () => {
  const id = await anOutboxRow(db(), now);
  let whileItIsTaken: ReturnType<typeof markOf> | undefined;
  await withServer({
    atEnd: () => {
      whileItIsTaken = markOf(id);
      return undefined;
    },
  });
  await sendMail(db(), aMail({ outboxId: id }), now);
  expect(await whileItIsTaken).toEqual(now);
});

test("a mail whose process ended in the middle is not sent a second time without a person's word", async () => {
  const { received } = await withServer();
  const id = await anOutboxRow(db(), now);
  // What a process leaves that dies between the server's yes and its own row of it.
  await db().update(outbox).set({ handingOverAt: now, attempts: 1 }).where(eq(outbox.id, id));
  const handlers: OutboxHandlers = {
    "mail.uncertain": (message) => sendMail(db(), aMail({ outboxId: message.id }), now),
  };
  const row = async () => (await db().select().from(outbox).where(eq(outbox.id, id)))[0];
  await drainOutbox(db(), handlers, now);
  expect(await row()).toMatchObject({ state: "stuck", lastError: expect.stringContaining("it may have arrived") });
  expect(received).toEqual([]);
  // Somebody asked the mail server, and it had not arrived.
  const lucia = actorOf(await aPerson(db(), { role: "admin" }));
  expect(await retryOutbox(lucia, { messageId: id }, now)).toMatchObject({ ok: true });
  await drainOutbox(db(), handlers, now);
  expect(received).toHaveLength(1);
  expect((await row())?.state).toBe("sent");
});

test("a server that said no, or nothing, leaves no mark: the next try is as good as the first", async () => {
  const state: { isBusy: boolean } = { isBusy: true };
  const { received, url } = await withServer({
    answer: () => (state.isBusy ? { code: 450, text: "busy" } : undefined),
  });
  const id = await anOutboxRow(db(), now);
  const mail = aMail({ outboxId: id });
  expect(await errorOf(mail)).not.toBeInstanceOf(Unreachable);
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:9");
  expect(await errorOf(mail)).toBeInstanceOf(Unreachable);
  expect(await markOf(id)).toBeNull();
  vi.stubEnv("SMTP_URL", url);
  state.isBusy = false;
  expect(await errorOf(mail)).toBeNull();
  expect(received).toHaveLength(1);
});
