import { database } from "@/db/client";
import { measureClocks } from "@/lib/clocks/metrics.queries";
import { answerApi } from "@/lib/platform/api-route";
import { measured } from "@/lib/platform/metrics";
import { otherMethods } from "@/lib/platform/other-methods";
import { metricsText } from "@/lib/queue/metrics.queries";
import { measureCopies } from "@/lib/transparency/copies-to-review.queries";
import { measureDatabase } from "@/lib/transparency/metrics.queries";

export const dynamic = "force-dynamic";
export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");

/** Numbers for Prometheus, in its text format. Needs a key for all platforms with `metrics.read`. */
export const GET = measured("/metrics", (request: Request) =>
  answerApi(
    request,
    { what: "metrics", permission: "metrics.read", contentType: "text/plain; version=0.0.4; charset=utf-8" },
    async ({ actor, now }) =>
      metricsText(await database(), actor, now, [measureClocks, measureDatabase, measureCopies]),
  ),
);
