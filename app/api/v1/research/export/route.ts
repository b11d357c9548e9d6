import { localeAccepted } from "@/i18n/locales";
import { apiCaller } from "@/lib/platform/api-caller";
import { permissionRefusal, searchOf } from "@/lib/platform/api-route";
import { respond } from "@/lib/platform/http";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { packed, streamOf } from "@/lib/platform/stream";
import { exportLines, startExport } from "@/lib/research/read.command";
import { ResearchExportRequest } from "@/lib/research/research.contract";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

const types = { ndjson: "application/x-ndjson; charset=utf-8", csv: "text/csv; charset=utf-8" } as const;

/** All public decisions of a period as one file, NDJSON or CSV, compressed on request. Needs `research.read`. */
export const GET = measured("/research/export", async (request: Request) => {
  const now = new Date();
  const locale = localeAccepted(request.headers.get("accept-language")) ?? "en";
  const called = await apiCaller(request, "research", now);
  if (!called.ok) return respond(called.failure, { locale, headers: called.headers });
  const { actor, headers } = called.caller;
  const refusal = await permissionRefusal(actor, "research.read", now);
  if (refusal) return respond(refusal, { locale, headers });
  const asked = searchOf(request, ResearchExportRequest);
  if (!asked.ok) return respond(asked, { locale, headers });
  const started = await startExport(actor, asked.value, now);
  if (!started.ok) return respond(started, { locale, headers });
  const { format, gzip } = asked.value;
  const isPacked = gzip === "1";
  const lines = exportLines(started.value, format, now);
  const name = `decisions-${now.toISOString().slice(0, 10)}.${format}${isPacked ? ".gz" : ""}`;
  return new Response(streamOf(isPacked ? packed(lines) : lines), {
    headers: {
      ...headers,
      "content-type": isPacked ? "application/gzip" : types[format],
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
});
