import { database } from "@/db/client";
import { answerTerminal } from "@/lib/platform/cli-route";
import { exportVersion } from "@/lib/policy/drafts/export.queries";

/** One version as its file's one text, of whatever platform is here. */
export function GET(request: Request): Promise<Response> {
  const { platform = "", version = "" } = Object.fromEntries(new URL(request.url).searchParams);
  return answerTerminal(request, async () => exportVersion(await database(), platform, version));
}
