import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, decisions, misuseMeasures, statements } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { fileAppeal } from "@/lib/appeals/file.command";
import { endDueMisuse } from "@/lib/misuse/measure.command";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  anAppealDesk,
  aTakenAppeal,
  aToldDecision,
  days,
  linkOf,
  reasons,
  someWords,
  theWorkerRuns,
  visitor,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { bytesOf, filesOf } from "@/test/forged-archive";
import { misuseIn } from "@/test/misuse";
import { aColleague, auditOf } from "@/test/town";
import { caseArchive } from "./archive.queries";
import { exportCase } from "./export-case.command";
import { verifyArchive } from "./verify-archive";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
let tomasz: Person;
const { suspended, anUnfoundedReport, aSuspendedSender } = misuseIn(db, () => ({ mei, jonas }));

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
  tomasz = await aColleague(db(), { role: "auditor" });
});

/** The archive of a case; `at` is called when the first file under a path begins to leave. */
async function archiveOf(
  caseId: string,
  now: Date,
  at: Readonly<Record<string, () => Promise<unknown>>> = {},
): Promise<Buffer> {
  const exported = await exportCase(tomasz, { caseId }, now);
  if (!exported.ok) throw new Error(exported.reason);
  const open = new Map(Object.entries(at));
  const pieces: Uint8Array[] = [];
  for await (const piece of caseArchive(db(), tomasz, exported.value, now)) {
    pieces.push(piece);
    for (const [path, act] of open)
      if (Buffer.from(piece).includes(path)) {
        open.delete(path);
        await act();
      }
  }
  expect([...open.keys()], "each came by").toEqual([]);
  return Buffer.concat(pieces);
}
const text = async (archive: Buffer, path: string) => String((await filesOf(archive)).get(path) ?? "");

test("an archive that is made while its case is appealed against and answered is of one moment, and verifies", async () => {
  const { caseId, decisionId } = await aToldDecision(db(), { by: mei });
  const first = await aTakenAppeal(db(), decisionId, amara);
  const now = after(days(3));
  let reference = "";
  const archive = await archiveOf(caseId, now, {
    "case.ndjson": async () => {
      const { token } = await linkOf(db(), decisionId, "notifier");
      const filed = await fileAppeal(visitor, { token, text: someWords }, now);
      reference = filed.ok ? filed.value.reference : "";
      expect(filed.ok).toBe(true);
    },
    "letters/": async () => {
      const { appealId, version } = first;
      const answer = { appealId, version, outcome: "upheld", reasons };
      expect(await answerAppeal(amara, answer, now)).toMatchObject({ ok: true });
    },
  });
  const report = await verifyArchive(bytesOf(archive));
  expect(report).toMatchObject({ ok: true, faults: [] });
  const rows = await text(archive, "appeals.ndjson");
  expect(rows.trim().split("\n")).toHaveLength(1);
  expect(rows).not.toContain(reference);
  expect(JSON.parse(rows)).toMatchObject({ id: first.appealId, outcome: null });
  const log = await text(archive, "audit/taobao-weitao.ndjson");
  expect(log, "the log goes on to the entry of the archive").toContain('"appeal.decide"');
  expect((await verifyArchive(bytesOf(await archiveOf(caseId, after(days(3) + 5))))).faults).toEqual([]);
});

test("what leaves is in the log as one hash, however many letters there are, and the list lies in the archive", async () => {
  const { caseId } = await aToldDecision(db(), { by: mei });
  const archive = await archiveOf(caseId, after(days(4)));
  const [entry] = await auditOf(db(), caseId);
  expect(entry).toMatchObject({ verb: "case.exported" });
  expect((entry?.body ?? "").length).toBeLessThan(600);
  const list = JSON.parse(await text(archive, "exported.json"));
  expect(Object.keys(list.files)).toEqual(expect.arrayContaining(["case.ndjson", "decisions.ndjson"]));
});

/** Writes what the database refuses to whoever may not take its guards away. */
async function asOwnerOf(table: "decisions" | "appeals" | "statements", change: () => PromiseLike<unknown>) {
  await db().execute(`alter table ${table} disable trigger user`);
  await change();
  await db().execute(`alter table ${table} enable trigger user`);
}

test("a decision that suspends for misuse is bound by the log from when it was made", async () => {
  const { decisionId } = await suspended();
  const [decision] = await db().select().from(decisions).where(eq(decisions.id, decisionId));
  const caseId = decision?.caseId ?? "";
  expect((await verifyArchive(bytesOf(await archiveOf(caseId, after(days(5)))))).faults).toEqual([]);
  await asOwnerOf("decisions", () =>
    db().update(decisions).set({ facts: "Nothing." }).where(eq(decisions.id, decisionId)),
  );
  const { faults } = await verifyArchive(bytesOf(await archiveOf(caseId, after(days(5) + 1))));
  expect(faults).toEqual([
    { file: "decisions.ndjson", detail: expect.stringContaining(`row ${decisionId} is not what was written`) },
  ]);
});

test("a complaint that was taken in after a suspension is bound by the log from when it was taken in", async () => {
  const email = "bound@sender.example";
  const { measureId } = await aSuspendedSender(email);
  const fresh = await anUnfoundedReport(email, after(days(3) + 60), false);
  await theWorkerRuns(db(), after(days(4)));
  const { token, statementId } = await linkOf(db(), fresh.decisionId, "notifier");
  expect(await fileAppeal(visitor, { token, text: someWords }, after(days(5)))).toMatchObject({ ok: true });
  const [{ suspendedUntil } = { suspendedUntil: null }] = await db()
    .select({ suspendedUntil: misuseMeasures.suspendedUntil })
    .from(misuseMeasures)
    .where(eq(misuseMeasures.id, measureId));
  const end = suspendedUntil ?? new Date(0);
  await endDueMisuse(db(), end);
  await theWorkerRuns(db(), end);
  await asOwnerOf("appeals", () =>
    db().update(appeals).set({ reference: "A-0000-0000" }).where(eq(appeals.statementId, statementId)),
  );
  const { faults } = await verifyArchive(bytesOf(await archiveOf(fresh.caseId, new Date(end.getTime() + 1000))));
  expect(faults).toEqual([{ file: "appeals.ndjson", detail: expect.stringContaining("is not what was written") }]);
});

test("letters that tell a reporter that a decision fell are bound by the log of the answer", async () => {
  const { caseId, decisionId } = await aToldDecision(db(), { by: mei });
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara);
  const answer = { appealId, version, outcome: "reversed", reasons, cause: "facts" };
  expect(await answerAppeal(amara, answer, after(days(2)))).toMatchObject({ ok: true });
  const [letter] = await db()
    .select()
    .from(statements)
    .where(and(eq(statements.letter, "changed"), eq(statements.decisionId, decisionId)));
  if (!letter) throw new Error("nobody was told");
  await asOwnerOf("statements", () =>
    db().update(statements).set({ subject: "Nothing happened" }).where(eq(statements.id, letter.id)),
  );
  const { faults } = await verifyArchive(bytesOf(await archiveOf(caseId, after(days(6)))));
  expect(faults).toEqual([
    { file: "statements.ndjson", detail: expect.stringContaining(`row ${letter.id} is not what was written`) },
  ]);
});
