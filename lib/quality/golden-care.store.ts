import "server-only";
import type { Tx } from "@/db/client";
import type { goldenItems } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { harmsIn } from "@/lib/queue/care.rules";
import { type Opened, recordOpened } from "@/lib/queue/care.store";
import type { Turn, TurnRow } from "./golden-turn.store";

type Shows = {
  turn: Pick<TurnRow, "id" | "platformId">;
  item: Pick<typeof goldenItems.$inferSelect, "severity" | "reports" | "harmsRead">;
  past: Turn["past"];
};

/**
 * Counts for a person what a golden item, or an earlier case of its account, put before them, as a case is counted: what
 * somebody saw they saw, and a number that stood still would tell what it was (issue 4, Care and Quality).
 */
export function recordGolden(tx: Tx, actor: Person, golden: Shows, now: Date, opened: Opened = {}): Promise<void> {
  const { turn, item, past } = golden;
  const { id, platformId } = turn;
  const shown = { id, platformId, severity: item.severity, harms: harmsIn(item), goldenTurnId: past?.turnId ?? id };
  return recordOpened(tx, actor, shown, now, opened);
}
