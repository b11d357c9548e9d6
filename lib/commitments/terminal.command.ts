import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { makeReport, openReport } from "./report.command";
import { reportFiles, reportLanguages, type SealedReport } from "./report.contract";
import { isAnyMeasured } from "./report.rules";
import { fileOfReport } from "./report-file";

const Asked = z.object({
  register: z.string().max(60).default("aliexpress-2025"),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
  /** The id of a report that is sealed already: its files once more. */
  report: z.string().max(60).optional(),
  language: z.enum(reportLanguages).default("en"),
});

/** Every file of one report, its bytes as base64; `hasValues`: whether any indicator has a value in a month of its period. */
export type TrusteeFiles = SealedReport & { hasValues: boolean; files: { name: string; base64: string }[] };

/** For the terminal: measures and seals the report of a period, or opens one by its id, and makes all of its files. */
export async function makeTrusteeReport(
  actor: Actor,
  raw: unknown,
  now: Date = new Date(),
): Promise<Result<TrusteeFiles>> {
  const asked = Asked.safeParse(raw);
  if (!asked.success) return fail("invalid");
  const { register, from, to, report, language } = asked.data;
  const sealed = report === undefined ? await makeReport(actor, { register, from, to }, now) : ok({ reportId: report });
  if (!sealed.ok) return sealed;
  const opened = await openReport(actor, sealed.value.reportId, now);
  if (!opened.ok) return opened;
  const { snapshot, sha256, id: reportId } = opened.value;
  const files: TrusteeFiles["files"] = [];
  for (const file of reportFiles) {
    const { name, bytes } = await fileOfReport(opened.value, file, language);
    files.push({ name, base64: bytes.toString("base64") });
  }
  const hasValues = isAnyMeasured(snapshot);
  return ok({ reportId, register: snapshot.register.slug, ...snapshot.period, sha256, hasValues, files });
}
