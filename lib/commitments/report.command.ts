import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, database } from "@/db/client";
import { people, trusteeReports } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { canonical } from "@/lib/platform/canonical.rules";
import { command } from "@/lib/platform/command";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { answerBefore, type Idempotency, idempotencyOf, rememberAnswer } from "@/lib/platform/idempotency";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { addMonths, dayIn } from "@/lib/platform/time.rules";
import { measureAllDue } from "./measure.command";
import { registerZone } from "./month.rules";
import { registerBy } from "./queries";
import { type ReportRow, SealedReport, SealReport, SendReport, type TrusteeSnapshot } from "./report.contract";
import { takeSnapshot } from "./snapshot.store";
import { personOf } from "./store";

/** No report is about more than the longest term anybody bound themselves for. */
const mostMonths = 120;

function periodProblem({ from, to }: { from: string; to: string }, now: Date) {
  const wrong = (field: string, reason: string) => fail("invalid", "invalid", { fields: [{ field, reason }] });
  if (to < from) return wrong("to", "report_period_backwards");
  if (to > dayIn(now, registerZone)) return wrong("to", "date_in_future");
  return addMonths(from, mostMonths) < to ? wrong("from", "commitment_period_long") : null;
}

export const sealOf = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");

function sealThrough(repeatable: Idempotency | null) {
  return command({
    name: "commitment.report",
    permission: "commitment.report",
    input: SealReport,
    subject: ({ register, from, to }, value?: SealedReport) => ({
      kind: "trustee_report",
      id: value?.reportId ?? "new",
      detail: { register, from, to, sha256: value?.sha256 ?? null },
    }),
    async run({ tx, actor, now }, { register, from, to }) {
      const problem = periodProblem({ from, to }, now);
      if (problem) return problem;
      const head = await registerBy(tx, register);
      if (!head) return fail("not_found", "commitment_register_unknown");
      const snapshot = canonical(await takeSnapshot(tx, head, { from, to }, now));
      const sha256 = sealOf(snapshot);
      const about = { registerId: head.id, firstDay: from, lastDay: to, madeAt: now, madeBy: personOf(actor) };
      const [made] = await tx
        .insert(trusteeReports)
        .values({ ...about, snapshot, sha256 })
        .returning({ reportId: trusteeReports.id });
      if (!made) throw new Error("the report was not written");
      const sealed: SealedReport = { ...made, register, from, to, sha256 };
      const isKept = !repeatable || (await rememberAnswer(tx, repeatable, { status: 201, response: sealed }, now));
      return isKept ? ok(sealed) : fail("conflict", "idempotency_busy");
    },
  });
}

/**
 * Makes the report of a period to the trustee (AE14): takes a snapshot of all that it says and seals it. Pages and files are
 * made from the snapshot alone, whenever somebody asks for them. Fails naming `register`, `from` or `to`.
 */
export const sealReport = sealThrough(null);

/**
 * The same, with everything measured first that is due: where no process ran, as on a fresh folder or after a night, a
 * report would be sealed for ever without the months that could be known.
 * @param key with it a request that comes twice makes one report, and gets the answer of the first
 */
export async function makeReport(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
  key: string | null = null,
): Promise<Result<SealedReport>> {
  if (!can(actor, "commitment.report")) return sealReport(actor, raw, now);
  const db = await database();
  const asked = idempotencyOf(key, { scope: `commitment.report ${actor.id ?? actor.kind}`, body: raw });
  if (!asked.ok) return asked;
  const before = asked.value ? await answerBefore(db, asked.value, now) : null;
  if (before === "other") return fail("conflict", "idempotency_other_body");
  const same = SealedReport.safeParse(before?.response);
  if (same.success) return ok(same.data);
  await measureAllDue(db, now);
  return sealThrough(asked.value)(actor, raw, now);
}

/** That a report went to the trustee. Once. */
export const sendReport = command({
  name: "commitment.report_sent",
  permission: "commitment.report",
  input: SendReport,
  subject: ({ reportId }) => ({ kind: "trustee_report", id: reportId }),
  async run({ tx, actor, now }, { reportId }) {
    const [row] = await tx.select().from(trusteeReports).where(eq(trusteeReports.id, reportId)).for("update");
    if (!row) return fail("not_found", "commitment_report_unknown");
    if (row.sentAt) return fail("conflict", "commitment_report_sent");
    await tx
      .update(trusteeReports)
      .set({ sentAt: now, sentBy: personOf(actor) })
      .where(eq(trusteeReports.id, reportId));
    return ok({ reportId });
  },
});

const list = "trustee-reports";
const pageSize = 25;

/** The reports of a register, the newest first. A cursor of another list shows the first page. */
export async function reportList(
  db: Db,
  { registerId, after }: { registerId: string; after: string },
  actor: Actor,
): Promise<Result<{ rows: ReportRow[]; next: string | null }>> {
  if (!can(actor, "commitment.view")) return fail("forbidden");
  const { id, firstDay, lastDay, sha256, madeAt, madeBy, sentAt } = trusteeReports;
  const place = after ? readPlace(list, after) : null;
  const past = place
    ? sql`(${madeAt}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)`
    : undefined;
  const rows = await db
    .select({ id, firstDay, lastDay, sha256, madeAt, sentAt, by: people.name })
    .from(trusteeReports)
    .leftJoin(people, eq(people.id, madeBy))
    .where(and(eq(trusteeReports.registerId, registerId), past))
    .orderBy(desc(madeAt), desc(id))
    .limit(pageSize + 1);
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return ok({
    rows: shown.map(({ firstDay: from, lastDay: to, madeAt: at, sentAt: sent, ...row }) => ({
      ...{ ...row, from, to },
      madeAt: at.toISOString(),
      sentAt: sent?.toISOString() ?? null,
    })),
    next: rows.length > pageSize && last ? writePlace(list, { at: last.madeAt, id: last.id }) : null,
  });
}

export type OpenedReport = { id: string; sha256: string; text: string; snapshot: TrusteeSnapshot };

/**
 * One sealed report, with the very text that was hashed. That it was opened is written down. Fails as
 * `commitment_report_broken` where text and seal do not belong together: such a report is shown to nobody as one.
 */
export async function openReport(
  actor: Actor,
  reportId: string,
  now: Date = new Date(),
): Promise<Result<OpenedReport>> {
  if (!can(actor, "commitment.view") && !can(actor, "commitment.report")) return fail("forbidden");
  if (!z.uuid().safeParse(reportId).success) return fail("not_found", "commitment_report_unknown");
  const db = await database();
  const [row] = await db
    .select({ id: trusteeReports.id, sha256: trusteeReports.sha256, text: trusteeReports.snapshot })
    .from(trusteeReports)
    .where(eq(trusteeReports.id, reportId));
  if (!row) return fail("not_found", "commitment_report_unknown");
  if (sealOf(row.text) !== row.sha256) return fail("conflict", "commitment_report_broken");
  const subject = { kind: "trustee_report", id: row.id, detail: {} };
  await appendAudit(db, { actor, verb: "commitment.report_view", outcome: "viewed", subject, now });
  return ok({ ...row, snapshot: JSON.parse(row.text) as TrusteeSnapshot });
}
