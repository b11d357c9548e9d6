import "server-only";
import { and, type Column, inArray, notInArray, type SQL } from "drizzle-orm";
import { type PgTable, QueryBuilder } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { platforms } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import type { Settings } from "@/lib/platform/settings.rules";
import { tiersOwing } from "@/lib/policy/tier.rules";
import type { ClockBasis, ClockKind, ClockRow } from "./clock.rules";

/** What a source reads of one row; `at` is the moment in its column, from which the due date is counted. */
export type SourceRow = Omit<ClockRow, "kind" | "basis" | "dueAt"> & { at: Date };

/**
 * One kind of duty as a source of the board: where its open rows are and by what they are ordered. A new duty is one more
 * of these in `clockSources`, with an index on (`at`, `id`) of what is open; pages, counts, alerts, the forecast and the
 * metrics follow from it.
 */
export type ClockSource = {
  kind: ClockKind;
  basis: ClockBasis;
  /** Whether it being late is a failure of the desk. A person's own period is not: it ends, and nobody is alerted. */
  isOurs: boolean;
  table: PgTable;
  at: Column;
  id: Column;
  /** The due date is so long after `at`; without it, `at` is the due date. Only of settings that are the same for all platforms. */
  lagMs?: (settings: Settings) => number;
  /** Rows of `table` that still count and that this actor may know of; names no other table but in subqueries. */
  open: (actor: Actor, now: Date) => SQL | undefined;
  /** Which of them a person holds, and which nobody does; without it nobody ever does. */
  held?: { by: Column | SQL };
  read: (db: Db, where: SQL | undefined, order: SQL[], limit: number) => Promise<SourceRow[]>;
  /** What was done since then, for the rate; without it a machine does it, and there is none. */
  done?: { table: PgTable; where: (since: Date) => SQL | undefined };
};

const obliged = new QueryBuilder()
  .select({ id: platforms.id })
  .from(platforms)
  .where(inArray(platforms.tier, tiersOwing("complaints")));

/**
 * A period of Articles 20 to 23: the law's date where the provider owes it, and the desk's own where it only offers it, as a
 * hosting service and a micro or small platform do (Art. 19).
 */
export function byTier(source: ClockSource, platform: Column): ClockSource[] {
  return [
    { ...source, open: (actor, now) => and(source.open(actor, now), inArray(platform, obliged)) },
    { ...source, basis: "target", open: (actor, now) => and(source.open(actor, now), notInArray(platform, obliged)) },
  ];
}
