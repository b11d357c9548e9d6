import "server-only";
import type { Db } from "@/db/client";
import { metrics } from "@/lib/platform/metrics";
import { settingsFor } from "@/lib/platform/settings";
import { overdueOf } from "./board.queries";
import { clockSources } from "./sources.queries";

/** Counting stops here, so that a scrape costs the same whatever has piled up. */
const most = 100_000;
const monitor = { kind: "system", name: "metrics" } as const;

/** Sets the gauge of overdue duties by kind. Of every case, hidden ones too: a number tells of none of them. */
export async function measureClocks(db: Db, now: Date): Promise<void> {
  const settings = await settingsFor(db);
  const { overdueDuties } = metrics();
  for (const source of clockSources.filter(({ isOurs }) => isOurs)) {
    const { kind, basis } = source;
    overdueDuties.set({ kind, basis }, await overdueOf(db, source, { actor: monitor, now, settings }, most));
  }
}
