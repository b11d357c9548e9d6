import type { QueueRow } from "@/lib/queue/contract";

/** How soon to look again after something was told, in milliseconds: soon for a row on screen, else with what comes later. */
export function lookIn(told: string, shown: ReadonlySet<string>): number {
  return shown.has(told) || told === "missed" ? 300 : 3_000;
}

/** How often to look by the clock: rarely where the server tells, because a claim may lapse without a word. */
export function pollEvery(isLive: boolean): number {
  return isLive ? 60_000 : 15_000;
}

/**
 * How the list follows the others: at once, by the clock, or not at all. A stream may outlive its connection by minutes,
 * so what the browser says of the connection comes first.
 */
export function following(isCut: boolean, isLive: boolean): "cut" | "live" | "byClock" {
  if (isCut) return "cut";
  return isLive ? "live" : "byClock";
}

/** A row as it is on screen; `hasLeft`: it is no longer in this list, and keeps its place until nobody's hand is on it. */
export type ShownRow<Row extends QueueRow = QueueRow> = { row: Row; hasLeft: boolean };
export type ShownList<Row extends QueueRow = QueueRow> = {
  rows: ShownRow<Row>[];
  /** New rows that wait for their place. */
  waiting: number;
};

/** The list as the server has it. */
export function settled<Row extends QueueRow>(fresh: readonly Row[]): ShownList<Row> {
  return { rows: fresh.map((row) => ({ row, hasLeft: false })), waiting: 0 };
}

/**
 * The list while a pointer or the focus is on it: nothing under the hand moves. What left stays in its place, greyed;
 * what is new waits, but for what comes after the last row, which moves nothing.
 */
export function inPlace<Row extends QueueRow>(shown: readonly Row[], fresh: readonly Row[]): ShownList<Row> {
  const now = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(shown.map((row) => row.id));
  const kept = shown.map((row) => ({ row: now.get(row.id) ?? row, hasLeft: !now.has(row.id) }));
  const lastKnown = fresh.findLastIndex((row) => known.has(row.id));
  const behind = fresh.slice(lastKnown + 1).filter((row) => !known.has(row.id));
  const added = fresh.filter((row) => !known.has(row.id)).length;
  return { rows: [...kept, ...behind.map((row) => ({ row, hasLeft: false }))], waiting: added - behind.length };
}
