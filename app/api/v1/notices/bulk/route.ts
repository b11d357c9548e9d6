import { localeAccepted } from "@/i18n/locales";
import { importNotices, refusalToImport } from "@/lib/intake/import.command";
import { apiCaller } from "@/lib/platform/api-caller";
import { respond } from "@/lib/platform/http";
import { linesOf } from "@/lib/platform/lines.rules";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";

export const dynamic = "force-dynamic";
export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");

/**
 * Notices in bulk: NDJSON in, one line of NDJSON out for each line in, in order, while the request is still being read.
 * Needs `notice.import`. Reads no faster than it stores and the caller reads the answers: memory stays the same.
 */
export const POST = measured("/notices/bulk", async (request: Request) => {
  const now = new Date();
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  const asked = await apiCaller(request, "notices in bulk", now);
  if (!asked.ok) return respond(asked.failure, { locale, headers: asked.headers });
  const { actor, headers } = asked.caller;
  const refusal = await refusalToImport(actor, now);
  if (refusal) return respond(refusal, { locale, headers });
  const channel = actor.kind === "system" ? "cli" : "api";
  const answers = importNotices(actor, linesOf(request.body ?? emptyBody()), {
    channel,
    locale,
    now: () => new Date(),
  });
  return new Response(streamOf(answers), {
    headers: { ...headers, "content-type": "application/x-ndjson; charset=utf-8", "cache-control": "no-store" },
  });
});

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

function streamOf(batches: AsyncGenerator<unknown[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await batches.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(value.map((line) => `${JSON.stringify(line)}\n`).join("")));
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
}
