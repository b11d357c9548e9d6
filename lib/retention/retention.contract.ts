import type { RetentionClass, RetentionNeed } from "./retention.rules";

/** One class as the screen shows it; `next` is when the next of it becomes due, an ISO instant. */
export type RetentionRow = {
  kind: RetentionClass;
  days: number;
  due: number;
  waiting: number;
  needed: { by: RetentionNeed; count: number }[];
  next: string | null;
};
export type RetentionReport = { rows: RetentionRow[]; looked: number; isAll: boolean };
