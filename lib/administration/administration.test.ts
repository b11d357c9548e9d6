import { desc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, auditEntries, mails, outbox, platforms, settings } from "@/db/schema";
import { actorOfApiKey } from "@/lib/platform/api-key";
import { settingsFor } from "@/lib/platform/settings";
import { withTestDatabase } from "@/test/database";
import { actorOf, aPerson } from "@/test/people";
import { createApiKey, revokeApiKey } from "./api-key.command";
import { changeSetting } from "./change-setting.command";
import { mailById, mailPage } from "./mailbox.queries";
import { apiKeyList, outboxCounts, outboxPage, readCursor, settingsPage } from "./queries";
import { retryOutbox } from "./retry-outbox.command";

const { opened } = withTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const db = () => opened().db;
let admin: ReturnType<typeof actorOf>;
let auditor: ReturnType<typeof actorOf>;
beforeAll(async () => {
  admin = actorOf(await aPerson(db(), { role: "admin", name: "Lucía" }));
  auditor = actorOf(await aPerson(db(), { role: "auditor" }));
  const name = { en: "WeChat", hans: "微信", hant: "微信" };
  await db().insert(platforms).values({ id: "wechat", name, prefix: "WX", zone: "Asia/Shanghai", createdAt: now });
});

async function lastEntry() {
  const [entry] = await db().select().from(auditEntries).orderBy(desc(auditEntries.seq)).limit(1);
  return { ...entry, detail: JSON.parse(entry?.body ?? "{}").detail };
}
const rowOf = async (key: string) =>
  (await settingsPage(db())).settings.find((setting) => setting.key === key)?.rows ?? [];

test("a setting holds for all platforms until one has its own, and the log keeps what it was before", async () => {
  expect((await settingsFor(db(), "wechat")).undoSeconds).toBe(30);
  expect(await changeSetting(admin, { key: "undoSeconds", value: 60, seenAt: null }, now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({
    verb: "setting.change",
    outcome: "done",
    chain: "desk",
    subjectId: "undoSeconds",
    detail: { before: null, after: 60 },
  });
  expect(
    await changeSetting(admin, { key: "undoSeconds", platformId: "wechat", value: 10, seenAt: null }, now),
  ).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ chain: "wechat", detail: { platform: "wechat", after: 10 } });
  expect([(await settingsFor(db())).undoSeconds, (await settingsFor(db(), "wechat")).undoSeconds]).toEqual([60, 10]);
  const [all, own] = await rowOf("undoSeconds");
  expect([all?.changedBy, own?.platformId]).toEqual(["Lucía", "wechat"]);
  expect(
    await changeSetting(admin, { key: "undoSeconds", platformId: "wechat", value: null, seenAt: own?.changedAt }, now),
  ).toMatchObject({ ok: true });
  expect((await settingsFor(db(), "wechat")).undoSeconds).toBe(60);
  expect(await lastEntry()).toMatchObject({ detail: { before: 10, after: null } });
});

test("an auditor who changes a setting is refused, and the attempt is in the log", async () => {
  expect(await changeSetting(auditor, { key: "leaseSeconds", value: 60, seenAt: null }, now)).toMatchObject({
    code: "forbidden",
  });
  expect(await lastEntry()).toMatchObject({ verb: "setting.change", outcome: "refused", actorId: auditor.id });
  expect(await rowOf("leaseSeconds")).toEqual([]);
});

test("a setting that somebody changed in the meantime is stale, and of two at once one wins", async () => {
  const set = (value: number, seenAt: string | null) =>
    changeSetting(admin, { key: "sessionHours", value, seenAt }, now);
  const results = await Promise.all([set(4, null), set(8, null)]);
  expect(results.map((result) => (result.ok ? "ok" : result.code)).sort()).toEqual(["ok", "stale"]);
  expect(await set(9, null)).toMatchObject({ code: "stale" });
  expect(await set(9, "2020-01-01T00:00:00.000Z")).toMatchObject({ code: "stale" });
  const [row] = await rowOf("sessionHours");
  expect(await set(9, row?.changedAt ?? null)).toMatchObject({ ok: true });
});

test("a value out of bounds, of the wrong kind, or of a setting that is not there is refused by field", async () => {
  const fields = async (input: Record<string, unknown>) => {
    const result = await changeSetting(admin, { seenAt: null, ...input }, now);
    return result.ok ? [] : (result.fields ?? []).map((field) => `${field.field} ${field.reason}`);
  };
  expect(await fields({ key: "undoSeconds", value: 3601 })).toEqual(["value too_big"]);
  expect(await fields({ key: "undoSeconds", value: 1.5 })).toEqual(["value wrong_type"]);
  expect(await fields({ key: "twoPersonPublish", value: 1 })).toEqual(["value wrong_type"]);
  expect(await fields({ key: "nothing", value: 1 })).toEqual(["key not_one_of"]);
  expect(await fields({ key: "sessionHours", value: 2, platformId: "wechat" })).toEqual([
    "platformId setting_not_per_platform",
  ]);
  expect((await fields({ key: "webhookUrl", value: "javascript:alert(1)" }))[0]).toMatch(/^value /);
  expect(
    await changeSetting(admin, { key: "undoSeconds", platformId: "nowhere", value: 5, seenAt: null }, now),
  ).toMatchObject({ code: "not_found", reason: "platform_unknown" });
  expect(await db().$count(settings, eq(settings.platformId, "nowhere"))).toBe(0);
});

test("an address with a password in it stays out of the log", async () => {
  const [row] = await rowOf("webhookUrl");
  const value = "https://hook:s3cret@platform.example/in";
  expect(await changeSetting(admin, { key: "webhookUrl", value, seenAt: row?.changedAt ?? null }, now)).toMatchObject({
    ok: true,
  });
  expect((await lastEntry()).detail).toMatchObject({ after: "set" });
  expect((await lastEntry()).body).not.toContain("s3cret");
});

test("a key opens the API until it is revoked, and only its hash is kept", async () => {
  const made = await createApiKey(
    admin,
    { name: "Importer", platformIds: ["wechat", "wechat"], permissions: ["notice.create"] },
    now,
  );
  if (!made.ok) throw new Error(made.reason);
  const { key, keyId } = made.value;
  expect(await lastEntry()).toMatchObject({
    verb: "key.create",
    outcome: "done",
    subjectId: keyId,
    detail: { platformIds: ["wechat", "wechat"] },
  });
  expect(await actorOfApiKey(db(), `Bearer ${key}`)).toEqual({
    kind: "key",
    id: keyId,
    name: "Importer",
    platformIds: ["wechat"],
    permissions: ["notice.create"],
  });
  const [stored] = await db().select().from(apiKeys).where(eq(apiKeys.id, keyId));
  expect(JSON.stringify(stored)).not.toContain(key.slice(8));
  expect((await lastEntry()).body).not.toContain(key.slice(8));
  for (const wrong of [null, "", key, `Bearer ${key}x`, `Bearer ${key.slice(0, -1)}x`, `Basic ${key}`])
    expect(await actorOfApiKey(db(), wrong)).toBeNull();
  expect(await revokeApiKey(admin, { keyId }, now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "key.revoke", outcome: "done" });
  expect(await actorOfApiKey(db(), `Bearer ${key}`)).toBeNull();
  expect(await revokeApiKey(admin, { keyId }, now)).toMatchObject({ code: "stale", reason: "key_revoked" });
  expect(await revokeApiKey(admin, { keyId: admin.id }, now)).toMatchObject({ code: "not_found" });
});

test("when a key was used last is kept to the minute", async () => {
  const made = await createApiKey(admin, { name: "Reader", permissions: ["case.view"] }, now);
  if (!made.ok) throw new Error(made.reason);
  const usedAt = async (seconds: number) => {
    await actorOfApiKey(db(), `Bearer ${made.value.key}`, new Date(now.getTime() + seconds * 1000));
    const [row] = await db().select().from(apiKeys).where(eq(apiKeys.id, made.value.keyId));
    return ((row?.lastUsedAt?.getTime() ?? 0) - now.getTime()) / 1000;
  };
  expect([await usedAt(0), await usedAt(59), await usedAt(61)]).toEqual([0, 0, 61]);
});

test("a key is made by an admin, for what exists, and never for what governs the desk", async () => {
  const before = (await apiKeyList(db())).length;
  const asked = { name: "x", permissions: ["notice.create"] };
  expect(await createApiKey(auditor, asked, now)).toMatchObject({ code: "forbidden" });
  expect(await lastEntry()).toMatchObject({ verb: "key.create", outcome: "refused" });
  expect(await revokeApiKey(auditor, { keyId: auditor.id }, now)).toMatchObject({ code: "forbidden" });
  expect(await createApiKey(admin, { ...asked, permissions: ["people.manage"] }, now)).toMatchObject({
    fields: [{ field: "permissions.0", reason: "not_key_permission" }],
  });
  expect(await createApiKey(admin, { ...asked, permissions: [] }, now)).toMatchObject({
    fields: [{ field: "permissions", reason: "too_few" }],
  });
  expect(await createApiKey(admin, { ...asked, platformIds: ["nowhere"] }, now)).toMatchObject({
    reason: "platform_unknown",
  });
  expect(await apiKeyList(db())).toHaveLength(before);
});

async function aMessage(row: Partial<typeof outbox.$inferInsert>) {
  const [made] = await db()
    .insert(outbox)
    .values({ kind: "statement.mail", dedupeKey: crypto.randomUUID(), runAt: now, createdAt: now, ...row })
    .returning({ id: outbox.id });
  return made?.id ?? "";
}
const message = async (id: string) => (await db().select().from(outbox).where(eq(outbox.id, id)))[0];

test("an admin sends a stuck message again, with all its tries before it", async () => {
  const id = await aMessage({ state: "stuck", attempts: 12, lastError: "connection refused" });
  expect((await outboxPage(db(), "stuck", null, now)).items).toMatchObject([
    { id, mayRetry: true, lastError: "connection refused" },
  ]);
  expect(await retryOutbox(auditor, { messageId: id }, now)).toMatchObject({ code: "forbidden" });
  expect(await lastEntry()).toMatchObject({ verb: "outbox.retry", outcome: "refused", actorId: auditor.id });
  expect(await retryOutbox(admin, { messageId: id }, now)).toMatchObject({ ok: true });
  expect(await lastEntry()).toMatchObject({ verb: "outbox.retry", outcome: "done", subjectId: id });
  expect(await message(id)).toMatchObject({ state: "waiting", attempts: 0, runAt: now });
  expect(await retryOutbox(admin, { messageId: id }, now)).toMatchObject({
    code: "stale",
    reason: "outbox_not_failed",
  });
});

test("a message that was sent, was taken back, waits for its undo window or is on its way is not sent again", async () => {
  const later = new Date(now.getTime() + 30_000);
  const cases: [Partial<typeof outbox.$inferInsert>, string][] = [
    [{ state: "sent", attempts: 1 }, "outbox_not_failed"],
    [{ state: "cancelled" }, "outbox_not_failed"],
    [{ state: "waiting", runAt: later }, "outbox_not_failed"],
    [{ state: "waiting", attempts: 2, lockedUntil: later }, "outbox_being_sent"],
  ];
  for (const [row, reason] of cases) {
    const id = await aMessage(row);
    const before = await message(id);
    expect(await retryOutbox(admin, { messageId: id }, now)).toMatchObject({ code: "stale", reason });
    expect(await message(id)).toEqual(before);
  }
  expect(await retryOutbox(admin, { messageId: admin.id }, now)).toMatchObject({ code: "not_found" });
  expect(await outboxCounts(db())).toMatchObject({ stuck: 0, refused: 0 });
});

test("mails are read page by page, the newest first, and one by one", async () => {
  for (let n = 0; n < 5; n += 1) {
    const sentAt = new Date(now.getTime() + Math.floor(n / 2) * 1000);
    await db()
      .insert(mails)
      .values({
        toAddress: `p${n}@example.org`,
        subject: `Mail ${n}`,
        body: "Guten Tag",
        language: "en",
        kind: "receipt",
        route: "mailbox",
        sentAt,
      });
  }
  const first = await mailPage(db(), { view: "all", before: null }, 3);
  const second = await mailPage(db(), { view: "all", before: readCursor(first.next ?? undefined) }, 3);
  const all = [...first.items, ...second.items].map((mail) => mail.subject);
  expect(all).toHaveLength(5);
  expect(new Set(all).size).toBe(5);
  expect(all[0]).toBe("Mail 4");
  expect(second.next).toBeNull();
  expect(await mailById(db(), first.items[0]?.id ?? "")).toMatchObject({ body: "Guten Tag" });
  expect(await mailById(db(), admin.id)).toBeNull();
  expect(readCursor("2026-13-99T10:00:00.000Z_x")).toBeNull();
});
