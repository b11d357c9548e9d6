import "server-only";
import { aliasedTable, and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import {
  commitmentAnomalies,
  commitmentMilestones,
  commitmentRegisters,
  commitments,
  people,
  platforms,
} from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { addMonths, dayIn } from "@/lib/platform/time.rules";
import { mayRecord } from "./access.rules";
import type { CommitmentRow, MilestoneRow, PersonNamed, RegisterHead, RegisterOverview } from "./contract";
import { indicatorsOf } from "./indicator.queries";
import { monthAt, monthsBack, registerZone, termOf } from "./month.rules";

/** Registers are few: this is more than anybody keeps. */
const mostRegisters = 100;

/** Every register, in the order in which they came. */
export async function registerList(
  db: Db,
  actor: Actor,
): Promise<Result<Pick<RegisterHead, "id" | "slug" | "title">[]>> {
  if (!can(actor, "commitment.view")) return fail("forbidden");
  const { id, slug, title, createdAt } = commitmentRegisters;
  return ok(
    await db
      .select({ id, slug, title })
      .from(commitmentRegisters)
      .orderBy(asc(createdAt), asc(id))
      .limit(mostRegisters),
  );
}

/** A register by its slug; null: there is none. */
export async function registerBy(db: Db | Tx, slug: string): Promise<RegisterHead | null> {
  const [found] = await db
    .select({ row: commitmentRegisters, platform: platforms.name, leadName: people.name })
    .from(commitmentRegisters)
    .leftJoin(platforms, eq(platforms.id, commitmentRegisters.platformId))
    .leftJoin(people, eq(people.id, commitmentRegisters.leadId))
    .where(eq(commitmentRegisters.slug, slug));
  if (!found) return null;
  const { row, platform, leadName } = found;
  const { id, title, source, startsOn, years, marginMonths, reviewDays, taskDays, version } = row;
  const term = termOf(row);
  return {
    ...{ id, slug, title, source, platform, startsOn, years, marginMonths, reviewDays, taskDays, version },
    endsOn: term?.endsOn ?? null,
    keptUntil: term?.keptUntil ?? null,
    lead: row.leadId ? { id: row.leadId, name: leadName ?? "" } : null,
  };
}

const owners = aliasedTable(people, "owners");
const openCount = sql<number>`(select count(*)::int from ${commitmentAnomalies} a
  where a.commitment_id = ${commitments.id} and a.closed_at is null)`;

export type StoredCommitment = {
  row: typeof commitments.$inferSelect;
  ownerName: string | null;
  openAnomalies: number;
};

/** The commitments of a register that are not retired, or the one of this number. */
export function commitmentRows(db: Db | Tx, registerId: string, ref?: string): Promise<StoredCommitment[]> {
  const which = ref === undefined ? isNull(commitments.retiredAt) : eq(commitments.ref, ref);
  return db
    .select({ row: commitments, ownerName: owners.name, openAnomalies: openCount })
    .from(commitments)
    .leftJoin(owners, eq(owners.id, commitments.ownerId))
    .where(and(eq(commitments.registerId, registerId), which))
    .orderBy(asc(commitments.position), asc(commitments.id));
}

export function rowOf(
  { row, ownerName, openAnomalies }: StoredCommitment,
  indicators: CommitmentRow["indicators"],
  now: Date,
): CommitmentRow {
  const { id, ref, group, title, isModeration, status, reviewDueAt, ownerId } = row;
  return {
    ...{ id, ref, group, title, isModeration, status, openAnomalies, indicators },
    owner: ownerId ? { id: ownerId, name: ownerName ?? "" } : null,
    reviewDueAt: reviewDueAt.toISOString(),
    isReviewLate: reviewDueAt < now,
  };
}

export async function milestonesOf(db: Db | Tx, registerId: string, now: Date): Promise<MilestoneRow[]> {
  const rows = await db
    .select()
    .from(commitmentMilestones)
    .where(eq(commitmentMilestones.registerId, registerId))
    .orderBy(sql`${commitmentMilestones.dueAt} asc nulls last`, asc(commitmentMilestones.afterMonths));
  return rows.map(({ id, key, title, dueAt, afterMonths, doneAt, doneNote }) => ({
    ...{ id, key, title, afterMonths, doneNote },
    day: dueAt ? dayIn(dueAt, registerZone) : null,
    isLate: doneAt === null && dueAt !== null && dueAt < now,
    doneAt: doneAt ? dayIn(doneAt, registerZone) : null,
  }));
}

/** Whom commitments and anomalies can be given to: supervisors and admins who may sign in. */
export function holders(db: Db): Promise<PersonNamed[]> {
  return db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(and(inArray(people.role, ["supervisor", "admin"]), isNull(people.disabledAt)))
    .orderBy(asc(people.name))
    .limit(500);
}

/** Commitments with the same words for their group stand together, in the order of the register. */
function grouped(rows: readonly CommitmentRow[]): RegisterOverview["groups"] {
  const groups = new Map<string, RegisterOverview["groups"][number]>();
  for (const row of rows) {
    const group = groups.get(row.group.en) ?? { name: row.group, commitments: [] };
    group.commitments.push(row);
    groups.set(row.group.en, group);
  }
  return [...groups.values()];
}

/** One register: its commitments by group, with the last twelve months of each indicator, and its dates. */
export async function registerOverview(
  db: Db,
  slug: string,
  actor: Actor,
  now: Date,
): Promise<Result<RegisterOverview>> {
  if (!can(actor, "commitment.view")) return fail("forbidden");
  const register = await registerBy(db, slug);
  if (!register) return fail("not_found", "commitment_register_unknown");
  const stored = await commitmentRows(db, register.id);
  const month = monthAt(now);
  const ids = stored.map(({ row }) => row.id);
  const indicators = await indicatorsOf(db, ids, { from: addMonths(month, -monthsBack), to: month });
  const rows = stored.map((each) => rowOf(each, indicators.get(each.row.id) ?? [], now));
  const may = {
    manage: can(actor, "commitment.manage"),
    lead: can(actor, "commitment.record") && mayRecord(actor, { ownerId: null, leadId: register.lead?.id ?? null }),
    report: can(actor, "commitment.report"),
  };
  return ok({
    register,
    groups: grouped(rows),
    milestones: await milestonesOf(db, register.id, now),
    open: {
      anomalies: rows.reduce((sum, row) => sum + row.openAnomalies, 0),
      lateReviews: rows.filter(({ isReviewLate }) => isReviewLate).length,
      unowned: rows.filter(({ owner }) => owner === null).length,
    },
    may,
    people: may.manage ? await holders(db) : [],
  });
}
