import { eq, like } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { auditEntries, outbox, settings } from "@/db/schema";
import { onPostgres, withTestDatabase } from "@/test/database";
import { actorOf, aPerson } from "@/test/people";
import { verifyAudit } from "./audit-verify";
import { command } from "./command";
import { enqueue } from "./outbox";
import type { Actor, Role } from "./permissions.rules";
import { fail, ok } from "./result";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");

/** Writes a row and a message, ending does what it is told to. */
const write = command({
  name: "test.write",
  permission: "settings.change",
  input: z.strictObject({
    key: z.string().max(40),
    ending: z.enum(["done", "refuse", "throw", "query fails"]),
    secret: z.string().default(""),
    platformId: z.string().default("*"),
  }),
  subject: (input, value?: string) => ({
    kind: "setting",
    id: input.key,
    ...(value === undefined ? {} : { platformId: input.platformId === "*" ? undefined : input.platformId }),
    detail: { ending: input.ending },
  }),
  async run({ tx }, { key, ending, secret, platformId }) {
    await tx.insert(settings).values({ key, platformId, value: secret, updatedAt: now });
    await enqueue(tx, { kind: "mail.test", payload: { secret }, dedupeKey: `test ${key}` }, now);
    if (ending === "throw") throw new Error("the engine is on fire");
    if (ending === "query fails") await tx.insert(settings).values({ key, platformId, value: secret, updatedAt: now });
    return ending === "refuse" ? fail("refused", "last_admin") : ok(key);
  },
});

async function left(key: string) {
  const { outcome, body } = auditEntries;
  return {
    rows: await db().$count(settings, eq(settings.key, key)),
    messages: await db().$count(outbox, like(outbox.dedupeKey, `%${key}`)),
    log: (await db().select({ outcome, body }).from(auditEntries).where(eq(auditEntries.subjectId, key))).map((entry) =>
      `${entry.outcome} ${JSON.parse(entry.body).detail.reason ?? ""}`.trim(),
    ),
  };
}
const anActor = async (role: Role) => actorOf(await aPerson(db(), { role }));
const visitor: Actor = { kind: "public" };
const worker: Actor = { kind: "system", name: "test" };

test("what a command did stands with its message and one entry in the log, by name of who did it", async () => {
  const admin = await anActor("admin");
  expect(await write(admin, { key: "a", ending: "done" }, now)).toEqual({ ok: true, value: "a" });
  expect(await left("a")).toEqual({ rows: 1, messages: 1, log: ["done"] });
  const [entry] = await db().select().from(auditEntries).where(eq(auditEntries.subjectId, "a"));
  expect(entry).toMatchObject({ verb: "test.write", actorKind: "person", actorId: admin.id, at: now });
});

test("a refusal by a rule takes back everything, also the message, and is itself in the log with its reason", async () => {
  const admin = await anActor("admin");
  expect(await write(admin, { key: "b", ending: "refuse" }, now)).toMatchObject({ ok: false, reason: "last_admin" });
  expect(await left("b")).toEqual({ rows: 0, messages: 0, log: ["refused last_admin"] });
});

test("an error takes back everything and leaves no entry: nothing was done, and nobody was refused", async () => {
  const admin = await anActor("admin");
  await expect(write(admin, { key: "c", ending: "throw" }, now)).rejects.toThrow("the engine is on fire");
  expect(await left("c")).toEqual({ rows: 0, messages: 0, log: [] });
});

test("the error of a failed query names the database's reason and code, never what was to be stored", async () => {
  const admin = await anActor("admin");
  const error: unknown = await write(admin, { key: "d", ending: "query fails", secret: "Ana's address" }, now).catch(
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ name: "QueryFailed", code: "23505" });
  const told = error instanceof Error ? `${error.message} ${error.stack} ${JSON.stringify(error)}` : "";
  expect(told).toContain("duplicate key");
  expect(told).not.toContain("Ana's address");
  expect(await left("d")).toEqual({ rows: 0, messages: 0, log: [] });
});

test("whoever lacks the permission is refused before anything is read, and the attempt is in the log", async () => {
  const tries: [Actor, string][] = [
    [await anActor("moderator"), "forbidden"],
    [await anActor("auditor"), "forbidden"],
    [{ kind: "key", id: "k1", name: "shop", platformIds: [], permissions: ["notice.create"] }, "forbidden"],
    [visitor, "signed_out"],
  ];
  for (const [actor, reason] of tries) {
    // Not even what is wrong with the input is told.
    expect(await write(actor, { key: 5 }, now)).toEqual({ ok: false, code: reason, reason });
  }
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.subjectId, "test.write"));
  expect(entries.map(({ actorKind, outcome, verb }) => `${actorKind} ${outcome} ${verb}`)).toEqual([
    "person refused test.write",
    "person refused test.write",
    "key refused test.write",
    "public refused test.write",
  ]);
});

test("input that makes no sense is answered field by field and is no attempt worth logging", async () => {
  const admin = await anActor("admin");
  const before = await db().$count(auditEntries);
  const answer = await write(admin, { key: "x".repeat(50), ending: "perhaps", extra: 1 }, now);
  expect(answer).toMatchObject({ ok: false, code: "invalid" });
  if (!answer.ok) expect(answer.fields?.map(({ field }) => field).sort()).toEqual(["body", "ending", "key"]);
  expect(await db().$count(auditEntries)).toBe(before);
});

test(`thirty commands at once, on three chains, a third of them refused, leave a whole log on ${onPostgres ? "PostgreSQL" : "the embedded database"}`, async () => {
  const admin = await anActor("admin");
  const started = await db().$count(auditEntries);
  const chains = ["*", "wechat", "alibaba"];
  const results = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      write(admin, { key: `many-${n}`, platformId: chains[n % 3], ending: n % 5 < 2 ? "refuse" : "done" }, now),
    ),
  );
  expect(results.filter(({ ok: isOk }) => isOk)).toHaveLength(18);
  expect((await db().$count(auditEntries)) - started).toBe(30);
  const report = await verifyAudit(db(), { now });
  expect(report).toMatchObject({ ok: true, faults: [] });
  expect(report.chains.map(({ chain }) => chain)).toEqual(["alibaba", "desk", "wechat"]);
});

test("a command that asks for what it may not, for the product itself, is told so too", async () => {
  expect(await write(worker, { key: "e", ending: "done" }, now)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await left("e")).toEqual({ rows: 0, messages: 0, log: [] });
});
