import "server-only";
import type { Db } from "@/db/client";
import { settingsForEach } from "@/lib/platform/settings";
import { alertDesk } from "./alert.store";
import { copiesToReview } from "./copies-to-review.queries";

/**
 * For the schedule: writes to the supervisors, who look at copies, that some wait, once a day (of UTC) and platform at most.
 * Where nothing is sent to the database a look would not let anything leave, and nobody is written to.
 */
export async function alertOfCopies(db: Db, now: Date): Promise<void> {
  const waiting = await copiesToReview(db, now);
  const settings = await settingsForEach(db, [...waiting.keys()]);
  for (const platformId of waiting.keys())
    if (settings.get(platformId)?.databaseSend)
      await alertDesk(db, { kind: "to_review", platformId, why: "" }, now.toISOString().slice(0, 10), now);
}
