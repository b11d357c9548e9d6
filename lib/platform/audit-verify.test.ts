import { beforeAll, expect, test } from "vitest";
import { onPostgres, withTestDatabase } from "@/test/database";
import { givenPlatforms } from "@/test/intake";
import { actorOf, aPerson } from "@/test/people";
import { appendAudit } from "./audit";
import { AuditFilter, auditChoices, auditEntry, auditPage } from "./audit-log";
import { auditBatches, auditChainHeads, auditExport, verifyAudit } from "./audit-verify";

const { opened } = withTestDatabase();
const now = new Date("2026-11-20T10:00:00.123Z");
beforeAll(() => givenPlatforms(opened()));
const db = () => opened().db;
const system = { kind: "system", name: "test" } as const;

/** What somebody with the database's own password could do; the trigger stops everybody else. */
async function tamper(statement: string) {
  const all = (how: "disable" | "enable") =>
    ["audit_entries", "audit_heads"].map((table) => `alter table ${table} ${how} trigger user`).join(";");
  await opened().exec(`${all("disable")}; ${statement}; ${all("enable")};`);
}
const note = (id: string, platformId?: string) =>
  appendAudit(db(), {
    actor: system,
    verb: "case.note",
    outcome: "done",
    subject: { kind: "case", id, ...(platformId ? { platformId } : {}), detail: { note: "维持 ✓" } },
    now,
  });

test(`a log written by many at once is whole on ${onPostgres ? "PostgreSQL" : "the embedded database"}`, async () => {
  await Promise.all(Array.from({ length: 40 }, (_, n) => note(`c${n}`, n % 3 === 0 ? "wechat" : undefined)));
  const report = await verifyAudit(db(), { now });
  expect(report).toMatchObject({ ok: true, entries: 40, faults: [] });
  expect(report.chains.map(({ chain, entries }) => [chain, entries])).toEqual([
    ["desk", 26],
    ["wechat", 14],
  ]);
});

test("reading in small batches reads every entry once and in the order of its chain", async () => {
  const seen: string[] = [];
  for await (const batch of auditBatches(db(), 7))
    seen.push(...batch.map((entry) => `${entry.chain} ${entry.position}`));
  expect(seen).toHaveLength(40);
  expect(new Set(seen).size).toBe(40);
  expect(seen.slice(24, 28)).toEqual(["desk 25", "desk 26", "wechat 1", "wechat 2"]);
});

test("the export holds the heads and every entry, and no line is empty", async () => {
  let text = "";
  for await (const part of auditExport(db())) text += part;
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.filter((line) => line.head)).toHaveLength(2);
  expect(lines.filter((line) => line.body)).toHaveLength(40);
});

test("nobody changes an entry through the product's own connection", async () => {
  for (const statement of [
    "update audit_entries set verb = 'x'",
    "delete from audit_entries",
    "truncate audit_entries",
  ]) {
    await expect(opened().exec(statement)).rejects.toThrow(/never changed or deleted/);
  }
});

test("an entry changed behind the product's back is found and named by its position", async () => {
  await tamper("update audit_entries set body = replace(body, '维持', '推翻') where chain = 'wechat' and position = 3");
  const report = await verifyAudit(db(), { now });
  expect(report).toMatchObject({ ok: false, faultCount: 1, faults: [{ chain: "wechat", position: 3, fault: "body" }] });
  await tamper("update audit_entries set body = replace(body, '推翻', '维持') where chain = 'wechat' and position = 3");
});

test("a column changed, an entry deleted and the end cut off are each found where they are", async () => {
  await tamper("update audit_entries set actor_id = 'somebody' where chain = 'desk' and position = 2");
  await tamper("delete from audit_entries where chain = 'desk' and position = 10");
  await tamper("delete from audit_entries where chain = 'wechat' and position = 14");
  const report = await verifyAudit(db(), { now });
  expect(report.faults).toEqual([
    { chain: "desk", position: 2, fault: "columns", detail: "actorId" },
    { chain: "desk", position: 11, fault: "gap", detail: "expected position 10" },
    { chain: "wechat", position: 14, fault: "tail", detail: "entries 14 to 14 are missing" },
  ]);
});

test("a head noted earlier betrays a log whose heads were rewritten too", async () => {
  const noted = await auditChainHeads(db());
  await tamper("delete from audit_entries where chain = 'wechat'");
  await tamper("delete from audit_heads where chain = 'wechat'");
  expect((await verifyAudit(db(), { now })).faults.some(({ chain }) => chain === "wechat")).toBe(false);
  expect((await verifyAudit(db(), { now, anchors: noted })).faults).toContainEqual(
    expect.objectContaining({ chain: "wechat", position: 1, fault: "tail" }),
  );
});

test("the log is read page by page, narrowed by verb, actor, subject and outcome, and names people", async () => {
  const lucia = await aPerson(db(), { role: "admin", name: "Lucía" });
  for (let n = 0; n < 5; n += 1) {
    const subject = { kind: "person", id: lucia.id };
    await appendAudit(db(), {
      actor: actorOf(lucia),
      verb: "person.add",
      outcome: n === 0 ? "refused" : "done",
      subject,
      now,
    });
  }
  const filter = AuditFilter.parse({ verb: "person.add", actor: lucia.id });
  const first = await auditPage(db(), filter, 3);
  expect(first.items.map((item) => item.actorName)).toEqual(["Lucía", "Lucía", "Lucía"]);
  const second = await auditPage(db(), AuditFilter.parse({ ...filter, before: String(first.next) }), 3);
  expect(second.items).toHaveLength(2);
  expect(second.next).toBeNull();
  expect(
    (await auditPage(db(), AuditFilter.parse({ outcome: "refused", subjectKind: "person", subject: lucia.id }))).items,
  ).toHaveLength(1);
  expect(await auditEntry(db(), first.items[0]?.seq ?? 0)).toMatchObject({ subjectName: "Lucía", verb: "person.add" });
  expect(await auditEntry(db(), 999_999)).toBeNull();
  expect((await auditChoices(db())).verbs).toEqual(["case.note", "person.add"]);
});

test("a filter from a broken address is no filter, and never an error", () => {
  expect(
    AuditFilter.parse({ verb: "x'; drop table", outcome: "maybe", before: "-1", actor: "a".repeat(99) }),
  ).toMatchObject({ verb: "", outcome: "", actor: "" });
});
