import "server-only";
import { and, eq, gte, isNotNull, notInArray, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  appeals,
  cases,
  decisions,
  disputes,
  notices,
  outbox,
  people,
  platforms,
  sanctions,
  statements,
} from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { isCleared } from "@/lib/platform/skills.rules";
import { decisionShownTo, shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { cameBack } from "./came-back-sources.queries";
import { commitmentSources } from "./commitment-sources.queries";
import { disputeBody, disputeEngage, misuseEnd } from "./dispute-sources.queries";
import { crimeReferral, misuseAppeal, reveal, reviewFlag } from "./duty-sources.queries";
import { orderSources } from "./order-sources.queries";
import { reportSources } from "./report-sources.queries";
import { byTier, type ClockSource, type SourceRow } from "./source.store";

type Held = { holderId: string | null; holderName: string | null };
const holderOf = ({ holderId, holderName }: Held) => (holderId ? { id: holderId, name: holderName ?? "" } : null);

/** Who has a case in hand, or for whom it is kept. */
const caseHolder = sql`coalesce(${cases.claimedBy}, ${cases.handedTo})`;

function readCases(db: Db, where: SQL | undefined, order: SQL[], limit: number): Promise<SourceRow[]> {
  return db
    .select({
      id: cases.id,
      at: cases.dueAt,
      startedAt: cases.openedAt,
      platformId: cases.platformId,
      prefix: platforms.prefix,
      number: cases.number,
      holderId: people.id,
      holderName: people.name,
    })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .leftJoin(people, eq(people.id, caseHolder))
    .where(where)
    .orderBy(...order)
    .limit(limit)
    .then((rows) =>
      rows.map(({ prefix, number, holderId, holderName, ...row }) => ({
        ...row,
        reference: caseReference(prefix, number),
        holder: holderOf({ holderId, holderName }),
        href: `/cases/${row.id}`,
      })),
    );
}

// Literals: the planner must see that they imply the partial indexes' own condition.
const undecided = sql`${cases.state} <> 'decided'`;
const ordered = ["authority", "court"] as const;

/** Art. 16(5) and (6): the decision on a notice. What an authority ordered has a clock of its own. */
const notice: ClockSource = {
  kind: "notice",
  basis: "target",
  isOurs: true,
  table: cases,
  at: cases.dueAt,
  id: cases.id,
  open: (actor) => and(undecided, shownTo(actor), notInArray(cases.source, ["trusted_flagger", ...ordered])),
  held: { by: caseHolder },
  read: readCases,
  done: {
    table: cases,
    where: (since) =>
      and(
        sql`${cases.state} = 'decided'`,
        gte(cases.decidedAt, since),
        notInArray(cases.source, ["trusted_flagger", ...ordered]),
      ),
  },
};

/** Art. 22(1): notices of trusted flaggers are decided without undue delay, before others. */
const trustedFlagger: ClockSource = {
  ...notice,
  kind: "trusted_flagger",
  open: (actor) => and(undecided, shownTo(actor), eq(cases.source, "trusted_flagger")),
  done: {
    table: cases,
    where: (since) =>
      and(sql`${cases.state} = 'decided'`, gte(cases.decidedAt, since), eq(cases.source, "trusted_flagger")),
  },
};

const noticeId = sql`(${outbox.payload} ->> 'noticeId')::uuid`;

/** Whether a notice has a case that is hidden from this actor. */
const noticeShownTo = (actor: Actor, id: SQL) =>
  isCleared(actor)
    ? undefined
    : sql`not exists (select 1 from notice_items ni join cases hidden on hidden.id = ni.case_id and hidden.child_safety where ni.notice_id = ${id})`;

/** Art. 16(4): the receipt of a notice. */
const receipt: ClockSource = {
  kind: "receipt",
  basis: "target",
  isOurs: true,
  table: outbox,
  at: outbox.createdAt,
  id: outbox.id,
  lagMs: ({ receiptTargetMinutes }) => receiptTargetMinutes * 60_000,
  open: (actor) =>
    and(
      sql`${outbox.kind} = 'mail.receipt' and ${outbox.state} in ('waiting', 'stuck')`,
      noticeShownTo(actor, noticeId),
    ),
  read: (db, where, order, limit) =>
    db
      .select({
        id: outbox.id,
        at: outbox.createdAt,
        startedAt: notices.receivedAt,
        platformId: notices.platformId,
        reference: notices.reference,
      })
      .from(outbox)
      .innerJoin(notices, eq(notices.id, noticeId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) => rows.map((row) => ({ ...row, holder: null, href: "/outbox" }))),
};

function readStatements(db: Db, where: SQL | undefined, order: SQL[], limit: number, at: "dueAt" | "appealUntil") {
  return db
    .select({
      id: statements.id,
      at: statements[at],
      startedAt: sql<Date>`coalesce(${statements.informedAt}, ${statements.composedAt})`.mapWith(statements.composedAt),
      platformId: statements.platformId,
      prefix: platforms.prefix,
      number: cases.number,
    })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, statements.platformId))
    .where(where)
    .orderBy(...order)
    .limit(limit)
    .then((rows) =>
      rows.map(({ prefix, number, at: moment, ...row }) => ({
        ...row,
        // The index holds no row without it.
        at: moment ?? row.startedAt,
        reference: caseReference(prefix, number),
        holder: null,
        href: `/statements/${row.id}`,
      })),
    );
}

/** Art. 17(2): the statement of reasons, at the latest on the date on which the restriction is imposed. */
const statement: ClockSource = {
  kind: "statement",
  basis: "statutory",
  isOurs: true,
  table: statements,
  at: statements.dueAt,
  id: statements.id,
  open: (actor) =>
    and(
      sql`${statements.dueAt} is not null and ${statements.delivery} = 'held'`,
      decisionShownTo(actor, statements.decisionId),
    ),
  read: (db, where, order, limit) => readStatements(db, where, order, limit, "dueAt"),
};

/** Art. 20(1): for six months somebody who was told may complain. Their period, not ours: it ends, and nothing is late. */
const appealWindow: ClockSource = {
  kind: "appeal_window",
  basis: "statutory",
  isOurs: false,
  table: statements,
  at: statements.appealUntil,
  id: statements.id,
  open: (actor, now) =>
    and(
      sql`${statements.appealUntil} is not null`,
      gte(statements.appealUntil, now),
      decisionShownTo(actor, statements.decisionId),
    ),
  read: (...asked) => readStatements(...asked, "appealUntil"),
};

/** Art. 20(4): the answer to an appeal. */
const appeal: ClockSource = {
  kind: "appeal",
  basis: "target",
  isOurs: true,
  table: appeals,
  at: appeals.dueAt,
  id: appeals.id,
  open: (actor) => and(sql`${appeals.state} in ('received', 'assigned')`, decisionShownTo(actor, appeals.decisionId)),
  held: { by: appeals.assignedTo },
  read: (db, where, order, limit) =>
    db
      .select({
        id: appeals.id,
        at: appeals.dueAt,
        startedAt: appeals.receivedAt,
        platformId: appeals.platformId,
        reference: appeals.reference,
        holderId: people.id,
        holderName: people.name,
      })
      .from(appeals)
      .leftJoin(people, eq(people.id, appeals.assignedTo))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) =>
        rows.map(({ holderId, holderName, ...row }) => ({
          ...row,
          holder: holderOf({ holderId, holderName }),
          href: `/appeals/${row.id}`,
        })),
      ),
  done: { table: appeals, where: (since) => and(isNotNull(appeals.decidedAt), gte(appeals.decidedAt, since)) },
};

/** A measure with an end ends on it, as its statement says (Art. 17(3)(a)). */
const sanctionEnd: ClockSource = {
  kind: "sanction_end",
  basis: "decided",
  isOurs: true,
  table: sanctions,
  at: sanctions.endsAt,
  id: sanctions.id,
  open: (actor) =>
    and(
      sql`${sanctions.state} = 'in_force' and ${sanctions.endsAt} is not null`,
      decisionShownTo(actor, sanctions.decisionId),
    ),
  read: (db, where, by, limit) =>
    db
      .select({
        id: sanctions.id,
        at: sanctions.endsAt,
        startedAt: sanctions.startsAt,
        platformId: sanctions.platformId,
        accountId: sanctions.accountId,
        caseId: decisions.caseId,
        prefix: platforms.prefix,
        number: cases.number,
      })
      .from(sanctions)
      .innerJoin(decisions, eq(decisions.id, sanctions.decisionId))
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .innerJoin(platforms, eq(platforms.id, sanctions.platformId))
      .where(where)
      .orderBy(...by)
      .limit(limit)
      .then((rows) =>
        rows.map(({ prefix, number, accountId, caseId, at, ...row }) => ({
          ...row,
          at: at ?? row.startedAt,
          reference: caseReference(prefix, number),
          holder: null,
          href: accountId ? `/accounts/${accountId}` : `/cases/${caseId}`,
        })),
      ),
};

export const clockSources: readonly ClockSource[] = [
  receipt,
  notice,
  trustedFlagger,
  statement,
  appeal,
  ...orderSources,
  ...byTier(appealWindow, { platform: statements.platformId, arose: statements.composedAt }),
  sanctionEnd,
  disputeEngage,
  ...byTier(disputeBody, { platform: disputes.platformId, arose: disputes.receivedAt }),
  misuseEnd,
  cameBack,
  reveal,
  crimeReferral,
  misuseAppeal,
  reviewFlag,
  ...commitmentSources,
  ...reportSources,
];
