import "server-only";
import { and, asc, eq, gt, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  appeals,
  cases,
  decisions,
  noticeItems,
  notices,
  platforms,
  sanctions,
  snapshots,
  statements,
  strikes,
} from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { clauseIn } from "@/lib/policy/editions.rules";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { versionLabelIn } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { inOrder, type Since, type TimelineEntry } from "./since.rules";

type Decision = typeof decisions.$inferSelect;
type Snapshot = Pick<typeof snapshots.$inferSelect, "itemId" | "sha256" | "contentAt">;
const most = 50;

async function policyNow(db: Db, decision: Decision, now: Date): Promise<Since["policy"]> {
  const pack = await packFor(db, decision.platformId);
  const clause = pack ? clauseIn(pack, decision.clauseRef, decision.versionRef) : undefined;
  if (!pack || !clause || decision.versionRef === null) return null;
  const today = versionGoverning(pack, clause.document, dayIn(now, pack.zone));
  return today && today.id !== decision.versionRef ? versionLabelIn(pack, today.id) : null;
}

/** Decisions on the same account that were made later and stand, by those that this reader may know of. */
async function laterOn(db: Db, actor: Actor, { id, accountId, decidedAt }: Decision) {
  if (!accountId) return [];
  return db
    .select({ at: decisions.decidedAt, caseId: decisions.caseId, prefix: platforms.prefix, number: cases.number })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(
      and(
        eq(decisions.accountId, accountId),
        ne(decisions.id, id),
        gt(decisions.decidedAt, decidedAt),
        isNull(decisions.undoneAt),
        shownTo(actor),
      ),
    )
    .orderBy(asc(decisions.decidedAt))
    .limit(most);
}

/** What changed between the decision and now: the rules, the account, the content. */
export async function changedSince(
  db: Db,
  { decision, snapshot, actor }: { decision: Decision; snapshot: Snapshot; actor: Actor },
  now: Date,
): Promise<Since> {
  const { accountId, decidedAt } = decision;
  const [fallen] = accountId
    ? await db
        .select({ n: sql<number>`count(*)::int` })
        .from(strikes)
        .where(
          and(eq(strikes.accountId, accountId), isNotNull(strikes.overturnedAt), gt(strikes.overturnedAt, decidedAt)),
        )
    : [];
  const [seenAgain] = await db
    .select({ id: snapshots.id })
    .from(snapshots)
    .where(
      and(
        eq(snapshots.itemId, snapshot.itemId),
        gt(snapshots.takenAt, decidedAt),
        ne(snapshots.sha256, snapshot.sha256),
      ),
    )
    .limit(1);
  return {
    policy: await policyNow(db, decision, now),
    laterDecisions: (await laterOn(db, actor, decision)).length,
    fallenStrikes: fallen?.n ?? 0,
    contentChanged: seenAgain !== undefined,
  };
}

async function ofCase(db: Db, decision: Decision): Promise<TimelineEntry[]> {
  const reported = await db
    .select({ at: notices.receivedAt })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, decision.caseId))
    .orderBy(asc(notices.receivedAt))
    .limit(most);
  const told = await db
    .select({ at: statements.informedAt, addressee: statements.addressee })
    .from(statements)
    .where(and(eq(statements.decisionId, decision.id), isNotNull(statements.informedAt)))
    .orderBy(asc(statements.informedAt))
    .limit(most);
  const measures = await db
    .select({ label: sanctions.label, from: sanctions.startsAt, to: sanctions.endedAt, state: sanctions.state })
    .from(sanctions)
    .where(eq(sanctions.decisionId, decision.id));
  return [
    ...reported.map(({ at }): TimelineEntry => ({ at: at.toISOString(), kind: "reported" })),
    ...told.map(
      ({ at, addressee }): TimelineEntry => ({
        at: (at ?? decision.decidedAt).toISOString(),
        kind: "told",
        side: addressee,
      }),
    ),
    ...measures
      .filter(({ state }) => state !== "held")
      .flatMap(({ label, from, to }): TimelineEntry[] => [
        { at: from.toISOString(), kind: "measure_began", label },
        ...(to && to >= from ? [{ at: to.toISOString(), kind: "measure_ended" as const, label }] : []),
      ]),
  ];
}

async function ofDocket(db: Db, decision: Decision): Promise<TimelineEntry[]> {
  const { id, reference, by, receivedAt, decidedAt, outcome } = appeals;
  const rows = await db
    .select({ id, reference, by, receivedAt, decidedAt, outcome })
    .from(appeals)
    .where(eq(appeals.decisionId, decision.id))
    .orderBy(asc(receivedAt))
    .limit(most);
  return rows.flatMap((row): TimelineEntry[] => {
    const about = { side: row.by, reference: row.reference, href: `/appeals/${row.id}` };
    const answered = row.decidedAt && {
      at: row.decidedAt.toISOString(),
      kind: "answered" as const,
      outcome: row.outcome,
    };
    return [
      { at: row.receivedAt.toISOString(), kind: "appealed", ...about },
      ...(answered ? [{ ...answered, ...about }] : []),
    ];
  });
}

/** Decision and complaint on one line of time: what was published, reported, decided, told, appealed and answered. */
export async function timelineOf(
  db: Db,
  { decision, snapshot, actor }: { decision: Decision; snapshot: Snapshot; actor: Actor },
): Promise<TimelineEntry[]> {
  const later = await laterOn(db, actor, decision);
  return inOrder([
    { at: snapshot.contentAt.toISOString(), kind: "published" },
    { at: decision.decidedAt.toISOString(), kind: "decided" },
    ...(await ofCase(db, decision)),
    ...(await ofDocket(db, decision)),
    ...later.map(
      ({ at, caseId, prefix, number }): TimelineEntry => ({
        at: at.toISOString(),
        kind: "later_decision",
        reference: caseReference(prefix, number),
        href: `/cases/${caseId}`,
      }),
    ),
  ]);
}
