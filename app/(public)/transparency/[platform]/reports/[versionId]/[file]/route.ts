import { getLocale } from "next-intl/server";
import { database } from "@/db/client";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { reportFile } from "@/lib/transparency/report-file";
import { sheetsOf } from "@/lib/transparency/report-version.queries";

type Context = { params: Promise<{ platform: string; versionId: string; file: string }> };

/** A published version of a report as a file. One that is not published is not there. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { platform, versionId, file } = await params;
  const version = await sheetsOf(await database(), versionId, { isPublic: true, platform });
  const answer = version && (await reportFile(version, file));
  return answer ?? respond(fail("not_found"), { locale: await getLocale() });
}
