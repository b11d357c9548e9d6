import { getLocale } from "next-intl/server";
import { database } from "@/db/client";
import { respond } from "@/lib/platform/http";
import { can } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { currentActor, noActor } from "@/lib/platform/session";
import { reportFile } from "@/lib/transparency/report-file";
import { sheetsOf } from "@/lib/transparency/report-version.queries";

type Context = { params: Promise<{ versionId: string; file: string }> };

/** A version as XLSX, as one CSV, or as all CSV files in a ZIP; for those of the desk who read reports. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const locale = await getLocale();
  const actor = await currentActor();
  if (!actor) return respond(await noActor(), { locale });
  if (!can(actor, "report.view")) return respond(fail("forbidden"), { locale });
  const { versionId, file } = await params;
  const version = await sheetsOf(await database(), versionId);
  return (version && (await reportFile(version, file))) ?? respond(fail("not_found"), { locale });
}
