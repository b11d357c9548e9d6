import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { desc, eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, platforms, settings } from "@/db/schema";
import { roles } from "@/lib/platform/permissions.rules";
import { webhookSender } from "@/lib/platform/webhook";
import { withTestDatabase } from "@/test/database";
import { actorOf, aPerson } from "@/test/people";
import { showWebhookSecret } from "./webhook-secret.command";

process.env.LINK_SECRET ??= "a secret of this test, long enough to be one";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");
const actor = async (role: (typeof roles)[number]) => actorOf(await aPerson(db(), { role }));

beforeAll(async () => {
  for (const [id, prefix] of [
    ["wechat", "WX"],
    ["alibaba", "AB"],
  ] as const)
    await db()
      .insert(platforms)
      .values({ id, name: { en: id, hans: id, hant: id }, prefix, zone: "Asia/Shanghai", createdAt: now });
});

const entries = (subjectId: string) =>
  db()
    .select({
      verb: auditEntries.verb,
      outcome: auditEntries.outcome,
      actorId: auditEntries.actorId,
      chain: auditEntries.chain,
      body: auditEntries.body,
    })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, subjectId))
    .orderBy(desc(auditEntries.seq));

test("an admin sees the secret of one platform's receiver, and the log says that they looked but not what they saw", async () => {
  const admin = await actor("admin");
  const shown = await showWebhookSecret(admin, { platformId: "wechat" }, now);
  const secret = shown.ok ? shown.value.secret : "";
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const [entry] = await entries("wechat");
  expect(entry).toMatchObject({ verb: "webhook.secret", outcome: "viewed", actorId: admin.id, chain: "wechat" });
  expect(entry?.body).not.toContain(secret.slice("whsec_".length, 20));
  const other = await showWebhookSecret(admin, { platformId: "alibaba" }, now);
  expect(other.ok && other.value.secret).not.toBe(secret);
});

test.each(roles.filter((role) => role !== "admin"))(
  "a %s may not see it, and that they tried is in the log",
  async (role) => {
    const person = await actor(role);
    const refused = await showWebhookSecret(person, { platformId: "wechat" }, now);
    expect(refused).toMatchObject({ ok: false, code: "forbidden" });
    expect(JSON.stringify(refused)).not.toContain("whsec_");
    expect((await entries("*"))[0]).toMatchObject({ verb: "webhook.secret", outcome: "refused", actorId: person.id });
  },
);

test("neither a key of the API nor a visitor gets it, whatever the key was made for", async () => {
  const key = { kind: "key", id: randomUUID(), name: "bridge", platformIds: [], permissions: ["key.manage"] } as const;
  for (const asks of [key, { kind: "public" } as const])
    expect(await showWebhookSecret(asks, { platformId: "wechat" }, now)).toMatchObject({ code: "forbidden" });
});

test("a platform that is not there is named as such, and a request without one says which field is missing", async () => {
  const admin = await actor("admin");
  expect(await showWebhookSecret(admin, { platformId: "nowhere" }, now)).toMatchObject({ reason: "platform_unknown" });
  expect(await showWebhookSecret(admin, {}, now)).toMatchObject({
    fields: [{ field: "platformId", reason: "required" }],
  });
});

test("what is shown is what a receiver can check our messages with", async () => {
  const shown = await showWebhookSecret(await actor("admin"), { platformId: "wechat" }, now);
  const seen: { body: string; headers: Record<string, string> }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      seen.push({ body, headers: request.headers as Record<string, string> });
      response.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as { port: number };
  const value = `http://127.0.0.1:${port}/hook`;
  await db().insert(settings).values({ platformId: "wechat", key: "webhookUrl", value, updatedAt: now });
  const sentAt = new Date();
  const message = { id: randomUUID(), platformId: "wechat", payload: { event: "decision.made" }, createdAt: sentAt };
  await webhookSender(2000)(message as never, { db: db(), now: sentAt });
  server.close();
  const [got] = seen;
  const receiver = new Webhook(shown.ok ? shown.value.secret : "");
  expect(receiver.verify(got?.body ?? "", got?.headers ?? {})).toMatchObject({ type: "decision.made" });
});
