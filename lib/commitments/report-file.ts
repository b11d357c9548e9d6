import "server-only";
import { translatorFor } from "@/messages/load";
import type { OpenedReport } from "./report.command";
import type { ReportFile, ReportLanguage } from "./report.contract";
import { composeReport, valuesAsCsv } from "./report.rules";
import { reportAsHtml } from "./report-html.rules";
import { reportAsPdf } from "./report-pdf";

export type MadeFile = { name: string; mime: string; bytes: Buffer };

const mimes: Record<ReportFile, string> = {
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/** One file of a sealed report, made of its snapshot alone; `json` is the very text that was hashed. */
export async function fileOfReport(
  { snapshot, sha256, text }: Pick<OpenedReport, "snapshot" | "sha256" | "text">,
  file: ReportFile,
  language: ReportLanguage,
): Promise<MadeFile> {
  const t = translatorFor(language, "commitments");
  const { register, period, takenAt } = snapshot;
  const name = `${register.slug}-${period.from}-${period.to}${file === "html" || file === "pdf" ? `-${language}` : ""}.${file}`;
  const body = async (): Promise<Buffer | string> => {
    if (file === "json") return text;
    if (file === "csv") return valuesAsCsv(snapshot);
    const document = composeReport({ snapshot, sha256 }, language, t);
    if (file === "html") return reportAsHtml(document, t);
    return reportAsPdf(document, { made: new Date(takenAt), register: register.title.en, t });
  };
  return { name, mime: mimes[file], bytes: Buffer.from(await body()) };
}
