import "server-only";
import { and, type Column, inArray, isNotNull, not, type SQL, sql } from "drizzle-orm";
import { type PgTable, QueryBuilder } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { platforms, platformTierChanges } from "@/db/schema";
import type { Actor, Permission, Role } from "@/lib/platform/permissions.rules";
import type { Settings } from "@/lib/platform/settings.rules";
import { owedAt } from "@/lib/policy/owed.queries";
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
  /** What `href` needs where not everybody with the board may open it, and where the others are led. */
  leads?: { needs: Permission; else: string };
  /** Who is written to where something overdue is nobody's; without it every supervisor. */
  tells?: readonly Role[];
  read: (db: Db, where: SQL | undefined, order: SQL[], limit: number) => Promise<SourceRow[]>;
  /** What was done since then, for the rate; without it a machine does it, and there is none. */
  done?: { table: PgTable; where: (since: Date) => SQL | undefined };
};

const obliged = new QueryBuilder()
  .select({ id: platforms.id })
  .from(platforms)
  .where(inArray(platforms.tier, tiersOwing("complaints")));
const turned = new QueryBuilder()
  .select({ id: platformTierChanges.platformId })
  .from(platformTierChanges)
  .where(isNotNull(platformTierChanges.appliedAt));

/** Whether the platform owed it on the day on which it arose; only where its tier ever changed is that day asked about. */
function wasOwed({ platform, arose }: { platform: Column; arose: Column }): SQL {
  const tier = sql`(select p.tier from platforms p where p.id = ${platform})`;
  return sql`case when ${inArray(platform, turned)} then ${owedAt("complaints", { platform, at: arose, tier })}
    else ${inArray(platform, obliged)} end`;
}

/**
 * A period of Articles 20 to 23: the law's date where the provider owed it when it arose, and the desk's own where it only
 * offered it, as a hosting service and a micro or small platform do (Art. 19).
 * @param of the columns of the source's table that say whose duty it is and when it arose
 */
export function byTier(source: ClockSource, of: { platform: Column; arose: Column }): ClockSource[] {
  return [
    { ...source, open: (actor, now) => and(source.open(actor, now), wasOwed(of)) },
    { ...source, basis: "target", open: (actor, now) => and(source.open(actor, now), not(wasOwed(of))) },
  ];
}
