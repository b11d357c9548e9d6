import "server-only";
import { aliasedTable, and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { commitmentAnomalies, commitmentEvidence, commitmentReviews, people } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { addMonths } from "@/lib/platform/time.rules";
import { mayClose, mayRecord } from "./access.rules";
import type { AnomalyRow, CommitmentView, EvidenceRow, ReviewRow } from "./contract";
import { indicatorsOf } from "./indicator.queries";
import { monthAt } from "./month.rules";
import { commitmentRows, holders, registerBy, rowOf } from "./queries";

const pageSize = 25;
const lists = { evidence: "commitment-evidence", reviews: "commitment-reviews", anomalies: "commitment-anomalies" };
export type CommitmentLists = Partial<Record<keyof typeof lists, string>>;

/** What stands before a cursor in a list that begins with the newest; a cursor of another list shows the first page. */
function past(list: string, cursor: string | undefined, at: PgColumn, id: PgColumn): SQL | undefined {
  const place = cursor ? readPlace(list, cursor) : null;
  return place ? sql`(${at}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined;
}

/** One page of what was read, which is one row longer, and the cursor of the next. */
function paged<Row extends { id: string; at: Date }>(list: string, rows: readonly Row[]) {
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { shown, next: rows.length > pageSize && last ? writePlace(list, { at: last.at, id: last.id }) : null };
}

async function evidenceOf(db: Db, commitmentId: string, cursor: string | undefined) {
  const { addedAt, id } = commitmentEvidence;
  const rows = await db
    .select({ row: commitmentEvidence, by: people.name })
    .from(commitmentEvidence)
    .leftJoin(people, eq(people.id, commitmentEvidence.addedBy))
    .where(and(eq(commitmentEvidence.commitmentId, commitmentId), past(lists.evidence, cursor, addedAt, id)))
    .orderBy(desc(addedAt), desc(id))
    .limit(pageSize + 1);
  const page = paged(
    lists.evidence,
    rows.map(({ row, by }) => ({ ...row, by, at: row.addedAt })),
  );
  const shown: EvidenceRow[] = page.shown.map(({ id: of, title, note, url, name, size, sha256, by, at, purgedAt }) => ({
    ...{ id: of, title, note, url, name, size, sha256, by },
    addedAt: at.toISOString(),
    isPurged: purgedAt !== null,
  }));
  return { shown, next: page.next };
}

async function reviewsOf(db: Db, commitmentId: string, ownerId: string | null, cursor: string | undefined) {
  const { reviewedAt, id } = commitmentReviews;
  const rows = await db
    .select({ row: commitmentReviews, by: people.name })
    .from(commitmentReviews)
    .leftJoin(people, eq(people.id, commitmentReviews.reviewedBy))
    .where(and(eq(commitmentReviews.commitmentId, commitmentId), past(lists.reviews, cursor, reviewedAt, id)))
    .orderBy(desc(reviewedAt), desc(id))
    .limit(pageSize + 1);
  const page = paged(
    lists.reviews,
    rows.map(({ row, by }) => ({ ...row, by, at: row.reviewedAt })),
  );
  const shown: ReviewRow[] = page.shown.map(({ id: of, outcome, finding, dueAt, at, by, reviewedBy }) => ({
    ...{ id: of, outcome, finding, by },
    dueAt: dueAt.toISOString(),
    reviewedAt: at.toISOString(),
    isByOwner: reviewedBy === ownerId,
    wasLate: at > dueAt,
  }));
  return { shown, next: page.next };
}

type Kept = { commitmentId: string; ownerId: string | null; leadId: string | null };
const raisers = aliasedTable(people, "raisers");
const closers = aliasedTable(people, "closers");

async function anomaliesOf(db: Db, kept: Kept, actor: Actor, now: Date, cursor: string | undefined) {
  const { raisedAt, id } = commitmentAnomalies;
  const rows = await db
    .select({ row: commitmentAnomalies, holder: people.name, raiser: raisers.name, closer: closers.name })
    .from(commitmentAnomalies)
    .leftJoin(people, eq(people.id, commitmentAnomalies.holderId))
    .leftJoin(raisers, eq(raisers.id, commitmentAnomalies.raisedBy))
    .leftJoin(closers, eq(closers.id, commitmentAnomalies.closedBy))
    .where(and(eq(commitmentAnomalies.commitmentId, kept.commitmentId), past(lists.anomalies, cursor, raisedAt, id)))
    .orderBy(desc(raisedAt), desc(id))
    .limit(pageSize + 1);
  const page = paged(
    lists.anomalies,
    rows.map((each) => ({ ...each, id: each.row.id, at: each.row.raisedAt })),
  );
  const shown: AnomalyRow[] = page.shown.map(({ row, holder, raiser, closer }) => {
    const { holderId, dueAt, toldAt, closedAt } = row;
    const { indicatorId, month, value, low, high, text, resolution, version } = row;
    return {
      ...{ id: row.id, version, indicatorId, month, value, low, high, text, resolution },
      raisedAt: row.raisedAt.toISOString(),
      raisedBy: raiser,
      holder: holderId ? { id: holderId, name: holder ?? "" } : null,
      dueAt: dueAt.toISOString(),
      isLate: closedAt === null && dueAt < now,
      toldAt: toldAt?.toISOString() ?? null,
      closedAt: closedAt?.toISOString() ?? null,
      closedBy: closer,
      mayClose: closedAt === null && can(actor, "commitment.record") && mayClose(actor, { ...kept, holderId }),
    };
  });
  return { shown, next: page.next };
}

/** One commitment with its indicators over the whole term, and the newest of what was recorded; `after` pages each list. */
export async function commitmentView(
  db: Db,
  { slug, ref, after }: { slug: string; ref: string; after: CommitmentLists },
  actor: Actor,
  now: Date,
): Promise<Result<CommitmentView>> {
  if (!can(actor, "commitment.view")) return fail("forbidden");
  const register = await registerBy(db, slug);
  const [stored] = register ? await commitmentRows(db, register.id, ref) : [];
  if (!register || !stored) return fail("not_found", "commitment_not_found");
  const { row } = stored;
  const month = monthAt(now);
  const span = { from: addMonths(month, -(register.years * 12 + register.marginMonths)), to: month };
  const indicators = (await indicatorsOf(db, [row.id], span)).get(row.id) ?? [];
  const kept = { commitmentId: row.id, ownerId: row.ownerId, leadId: register.lead?.id ?? null };
  const evidence = await evidenceOf(db, row.id, after.evidence);
  const reviews = await reviewsOf(db, row.id, row.ownerId, after.reviews);
  const anomalies = await anomaliesOf(db, kept, actor, now, after.anomalies);
  const { version, summary, source, links, statusWhy, statusAt, reviewDays, retiredAt } = row;
  const may = {
    manage: can(actor, "commitment.manage") && !retiredAt,
    record: can(actor, "commitment.record") && !retiredAt && mayRecord(actor, kept),
  };
  return ok({
    register,
    commitment: {
      ...rowOf(stored, indicators, now),
      ...{ version, summary, source, links, statusWhy, reviewDays },
      statusAt: statusAt?.toISOString() ?? null,
      isRetired: retiredAt !== null,
    },
    evidence: evidence.shown,
    reviews: reviews.shown,
    anomalies: anomalies.shown,
    next: { evidence: evidence.next, reviews: reviews.next, anomalies: anomalies.next },
    may,
    people: may.manage || may.record ? await holders(db) : [],
  });
}
