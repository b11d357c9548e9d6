import "server-only";
import { and, eq, gte, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  commitmentAnomalies,
  commitmentMilestones,
  commitmentRegisters,
  commitmentReviews,
  commitments,
  people,
} from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import type { ClockSource, SourceRow } from "./source.store";

const pageOf = (slug: string, ref = "") => `/commitments/${slug}${ref ? `/${encodeURIComponent(ref)}` : ""}`;
/** The product counts and tells of all; a person of those they may see the pages of. */
const shownTo = (actor: Actor) => (actor.kind === "system" || can(actor, "commitment.view") ? undefined : sql`false`);

type Found = {
  id: string;
  at: Date | null;
  startedAt: Date;
  platformId: string | null;
  slug: string;
  ref?: string;
  holderId: string | null;
  holderName: string | null;
};

function rowOf({ slug, ref, platformId, holderId, holderName, at, ...row }: Found): SourceRow {
  return {
    ...row,
    at: at ?? row.startedAt,
    platformId: platformId ?? "*",
    reference: ref ?? slug,
    holder: holderId ? { id: holderId, name: holderName ?? "" } : null,
    href: pageOf(slug, ref),
  };
}

const person = { holderId: people.id, holderName: people.name };
const register = { platformId: commitmentRegisters.platformId, slug: commitmentRegisters.slug };

/** AE13: each commitment is reviewed within an interval that the desk sets itself. */
const commitmentReview: ClockSource = {
  kind: "commitment",
  basis: "target",
  isOurs: true,
  table: commitments,
  at: commitments.reviewDueAt,
  id: commitments.id,
  open: (actor) => and(sql`${commitments.retiredAt} is null`, shownTo(actor)),
  held: { by: commitments.ownerId },
  read: (db: Db, where: SQL | undefined, order: SQL[], limit: number) =>
    db
      .select({
        id: commitments.id,
        at: commitments.reviewDueAt,
        startedAt: commitments.createdAt,
        ref: commitments.ref,
        ...register,
        ...person,
      })
      .from(commitments)
      .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
      .leftJoin(people, eq(people.id, commitments.ownerId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map(rowOf)),
  done: { table: commitmentReviews, where: (since) => gte(commitmentReviews.reviewedAt, since) },
};

/** AE15: what is not as committed is a task with a holder. */
const commitmentAnomaly: ClockSource = {
  kind: "commitment_anomaly",
  basis: "target",
  isOurs: true,
  table: commitmentAnomalies,
  at: commitmentAnomalies.dueAt,
  id: commitmentAnomalies.id,
  open: (actor) => and(sql`${commitmentAnomalies.closedAt} is null`, shownTo(actor)),
  held: { by: commitmentAnomalies.holderId },
  read: (db, where, order, limit) =>
    db
      .select({
        id: commitmentAnomalies.id,
        at: commitmentAnomalies.dueAt,
        startedAt: commitmentAnomalies.raisedAt,
        ref: commitments.ref,
        ...register,
        ...person,
      })
      .from(commitmentAnomalies)
      .innerJoin(commitments, eq(commitments.id, commitmentAnomalies.commitmentId))
      .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitments.registerId))
      .leftJoin(people, eq(people.id, commitmentAnomalies.holderId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map(rowOf)),
  done: {
    table: commitmentAnomalies,
    where: (since) => and(isNotNull(commitmentAnomalies.closedAt), gte(commitmentAnomalies.closedAt, since)),
  },
};

/** AE15: the dates of a register, which its binding document gives. */
const commitmentMilestone: ClockSource = {
  kind: "commitment_milestone",
  basis: "statutory",
  isOurs: true,
  table: commitmentMilestones,
  at: commitmentMilestones.dueAt,
  id: commitmentMilestones.id,
  open: (actor) =>
    and(sql`${commitmentMilestones.doneAt} is null and ${commitmentMilestones.dueAt} is not null`, shownTo(actor)),
  held: {
    by: sql`(select r.lead_id from commitment_registers r where r.id = ${commitmentMilestones.registerId})`,
  },
  read: (db, where, order, limit) =>
    db
      .select({
        id: commitmentMilestones.id,
        at: commitmentMilestones.dueAt,
        startedAt: commitmentRegisters.createdAt,
        ...register,
        ...person,
      })
      .from(commitmentMilestones)
      .innerJoin(commitmentRegisters, eq(commitmentRegisters.id, commitmentMilestones.registerId))
      .leftJoin(people, eq(people.id, commitmentRegisters.leadId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map(rowOf)),
};

export const commitmentSources: readonly ClockSource[] = [commitmentReview, commitmentAnomaly, commitmentMilestone];
