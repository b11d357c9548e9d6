import { isOwnCommandLine } from "@/lib/platform/api-caller";
import { terminal } from "@/lib/platform/cli-route";
import { bodyWithin, respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { createDraft } from "@/lib/policy/drafts/create.command";
import { importRefused } from "@/lib/policy/drafts/import-refused.rules";
import { importLimits } from "@/lib/policy/import/contract";

/** A document of this machine's terminal as a draft: its bytes are the body, `platform`, `name` and `format` stand in the address. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnCommandLine(request.headers.get("authorization") ?? "")) return respond(fail("not_found"));
  const bytes = await bodyWithin(request, importLimits.bytes);
  if (!bytes) return respond({ ...importRefused({ code: "too_large", place: "the whole file" }), code: "too_large" });
  const { platform, follows, ...about } = Object.fromEntries(new URL(request.url).searchParams);
  return respond(await createDraft(terminal, { platform, follows, from: { kind: "document", ...about, bytes } }), {
    status: 201,
  });
}
