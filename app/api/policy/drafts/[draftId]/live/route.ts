import { getLocale } from "next-intl/server";
import { openedDatabase } from "@/db/client";
import { respond } from "@/lib/platform/http";
import { streamOf } from "@/lib/platform/live";
import { can } from "@/lib/platform/permissions.rules";
import { fail } from "@/lib/platform/result";
import { currentActor, currentIds, stillMay } from "@/lib/platform/session";
import { draftChannel } from "@/lib/policy/edit/live.store";

/** Who writes in drafts and who is where in them, as it happens. Ends with the session; who gets none looks by the clock. */
export async function GET(): Promise<Response> {
  const locale = await getLocale();
  const [actor, ids] = [await currentActor(), await currentIds()];
  if (!actor || !ids) return respond(fail("signed_out"), { locale });
  if (!can(actor, "policy.edit")) return respond(fail("forbidden"), { locale });
  const stream = await streamOf(await openedDatabase(), {
    channel: draftChannel,
    stillMay: () => stillMay(ids, "policy.edit", new Date()),
  });
  if (!stream) return respond(fail("rate_limited"), { locale });
  // no-transform: a compressing server would hold events back until it has enough of them.
  const headers = {
    "content-type": "text/event-stream",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  };
  return new Response(stream, { headers });
}
