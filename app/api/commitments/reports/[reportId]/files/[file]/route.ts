import { getLocale } from "next-intl/server";
import { openReport } from "@/lib/commitments/report.command";
import { reportFiles, reportLanguages } from "@/lib/commitments/report.contract";
import { fileOfReport } from "@/lib/commitments/report-file";
import { downloadAnswer } from "@/lib/platform/download-answer";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { currentActor, noActor } from "@/lib/platform/session";

type Props = { params: Promise<{ reportId: string; file: string }> };

/** One file of a report as a download, made of its sealed snapshot: `html` or `pdf` (`?language=`), `json` or `csv`. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const locale = await getLocale();
  const actor = await currentActor();
  if (!actor) return respond(await noActor(), { locale });
  const { reportId, file: asked } = await params;
  const file = reportFiles.find((known) => known === asked);
  if (!file) return respond(fail("not_found", "commitment_report_unknown"), { locale });
  const wanted = new URL(request.url).searchParams.get("language") ?? locale;
  const language = reportLanguages.find((known) => known === wanted) ?? "en";
  const opened = await openReport(actor, reportId);
  return opened.ok ? downloadAnswer(await fileOfReport(opened.value, file, language)) : respond(opened, { locale });
}
