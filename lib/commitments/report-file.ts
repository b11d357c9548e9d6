import "server-only";
import { translatorFor, translatorOf } from "@/messages/load";
import type { OpenedReport } from "./report.command";
import type { ReportFile, ReportLanguage } from "./report.contract";
import { composeReport, valuesAsCsv } from "./report.rules";
import { reportAsHtml } from "./report-html.rules";
import { reportAsPdf } from "./report-pdf";
import { sealedIn } from "./sealed-words.rules";

export type MadeFile = { name: string; mime: string; bytes: Buffer };

const mimes: Record<ReportFile, string> = {
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

/** One file of a sealed report, made of its snapshot alone, words included; `json` is the very text that was hashed. */
export async function fileOfReport(
  { snapshot, sha256, text }: Pick<OpenedReport, "snapshot" | "sha256" | "text">,
  file: ReportFile,
  language: ReportLanguage,
): Promise<MadeFile> {
  const { register, period, takenAt, words } = snapshot;
  const sealed = sealedIn(words, language);
  const t = sealed ? translatorOf(language, sealed) : translatorFor(language, "commitments");
  const page = sealed ? (about: { page: number; pages: number }) => t("page", about) : undefined;
  const name = `${register.slug}-${period.from}-${period.to}${file === "html" || file === "pdf" ? `-${language}` : ""}.${file}`;
  const body = async (): Promise<Buffer | string> => {
    if (file === "json") return text;
    if (file === "csv") return valuesAsCsv(snapshot);
    const document = composeReport({ snapshot, sha256 }, language, t);
    if (file === "html") return reportAsHtml(document, t);
    return reportAsPdf(document, { made: new Date(takenAt), register: register.title.en, t, page });
  };
  return { name, mime: mimes[file], bytes: Buffer.from(await body()) };
}
