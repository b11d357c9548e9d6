import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import { accounts, noticeItems, snapshots } from "./intake";
import { orders } from "./orders";
import { people } from "./people";
import { policyClauses } from "./policy";
import { caseSuggestions, cases } from "./queue";

export const decisionOutcomeEnum = pgEnum("decision_outcome", ["violation", "no_violation", "referred"]);
export const sanctionStateEnum = pgEnum("sanction_state", ["held", "in_force", "ended", "lifted"]);
export const deliveryEnum = pgEnum("delivery", ["held", "sent", "not_deliverable", "bounced", "cancelled"]);

export type OverrideCode =
  | "wrong_clause"
  | "context"
  | "exception"
  | "other_version"
  | "out_of_date"
  | "harmless"
  | "other";
export type DecisionCorrections = Partial<
  Record<"role" | "contentDate" | "automatedDetection", { from: string; to: string; why: string }>
>;

/** Where a case rested before its referral; `waitingUntil` is an ISO instant. */
type ReferredFrom = { restingState: "open" | "waiting" | "escalated" | "reopened" } & Record<
  "waitingFor" | "waitingUntil" | "setAsideBy",
  string | null
>;
/** `before` is what a referral taken back restores; older rows lack it. */
export type DecisionReferral = { to: string; country: string; why: string; before?: ReferredFrom };

/** What was found, on what clause or law, by whom, why. Never edited (trigger); only `undoneAt`, `reversedAt`, `supersededBy` may be set, once. */
export const decisions = pgTable(
  "decisions",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    snapshotId: uuid("snapshot_id")
      .notNull()
      .references(() => snapshots.id),
    accountId: uuid("account_id").references(() => accounts.id),
    role: text("role"),
    outcome: decisionOutcomeEnum("outcome").notNull(),
    /** notice: on reports; complaint: after an appeal (DSA.md A10); own: own initiative. */
    origin: text("origin").$type<"notice" | "complaint" | "own">().notNull(),
    groundTerms: boolean("ground_terms").notNull().default(false),
    groundIllegal: boolean("ground_illegal").notNull().default(false),
    clauseId: uuid("clause_id").references(() => policyClauses.id),
    clauseRef: text("clause_ref"),
    versionRef: text("version_ref"),
    alsoBreaks: jsonb("also_breaks").$type<string[]>().notNull().default(emptyArray),
    legalGround: text("legal_ground"),
    legalExplanation: text("legal_explanation"),
    facts: text("facts").notNull().default(""),
    /** Words of the content or of a notice that meet an element: [{in, start, end, text, element}]. */
    evidence: jsonb("evidence").notNull().default(emptyArray),
    exceptionsConsidered: jsonb("exceptions_considered")
      .$type<{ letter: string; text: string; applies: boolean; why: string }[]>()
      .notNull()
      .default(emptyArray),
    findings: jsonb("findings").$type<Record<string, unknown>>().notNull().default(emptyObject),
    /** What the engine answered, whole: arithmetic, warnings, what was not offered. */
    recommendation: jsonb("recommendation"),
    count: integer("count"),
    points: integer("points").notNull().default(0),
    deviationCode: text("deviation_code"),
    deviationWhy: text("deviation_why"),
    /** What had been suggested when it was made, with the version of the model; null: nothing had been. */
    suggestionId: uuid("suggestion_id").references(() => caseSuggestions.id),
    /** Why it is not what was suggested first, where somebody said so (lib/decisions/override.rules.ts). */
    overrideCode: text("override_code").$type<OverrideCode>(),
    /** Why its restrictions owe no statement of reasons (DSA Art. 17(2), S3), with the reason and how many items were alike. */
    exempt: text("exempt").$type<"deceptive_bulk_commercial">(),
    exemptWhy: text("exempt_why"),
    exemptItems: integer("exempt_items"),
    /** Of a finding without a violation never blank (check): typed, or put together from what was looked at (N10). */
    rationale: text("rationale").notNull().default(""),
    tags: jsonb("tags").$type<string[]>().notNull().default(emptyArray),
    dsaCategory: text("dsa_category"),
    dsaKeyword: text("dsa_keyword"),
    territories: jsonb("territories").$type<string[]>().notNull().default(emptyArray),
    automatedDetection: boolean("automated_detection").notNull().default(false),
    /** A tool sorted the case or its reports before a person looked (Art. 16(6)). */
    automatedProcessing: boolean("automated_processing").notNull().default(false),
    automatedDecision: text("automated_decision").$type<"none" | "partial" | "full">().notNull().default("none"),
    referral: jsonb("referral").$type<DecisionReferral | null>(),
    contentDay: date("content_day", { mode: "string" }).notNull(),
    /** What the moderator put in the place of the role or the date that the platform had said, and why. */
    corrections: jsonb("corrections").$type<DecisionCorrections>().notNull().default(emptyObject),
    /** The order of an authority that it gives effect to (DSA Art. 9): then no statement of reasons is due (Art. 17(5)). */
    orderId: uuid("order_id").references(() => orders.id),
    decidedBy: uuid("decided_by")
      .notNull()
      .references(() => people.id),
    decidedAt: instant("decided_at").notNull(),
    /** Until then it can be taken back; nothing leaves and no sanction starts before. */
    effectiveAt: instant("effective_at").notNull(),
    undoneAt: instant("undone_at"),
    reversedAt: instant("reversed_at"),
    supersedes: uuid("supersedes"),
    supersededBy: uuid("superseded_by"),
  },
  (table) => [
    index("decisions_case").on(table.caseId, table.decidedAt),
    index("decisions_account").on(table.accountId, table.decidedAt),
    index("decisions_person").on(table.decidedBy, table.decidedAt),
    index("decisions_platform").on(table.platformId, table.decidedAt, table.id),
    index("decisions_clause").on(table.platformId, table.clauseRef, table.decidedAt),
    // When somebody last decided under a clause: they are told what has changed since.
    index("decisions_own_clause").on(table.decidedBy, table.platformId, table.clauseRef, table.decidedAt),
    // What has fallen since a model was learned: that model has to unlearn it.
    index("decisions_reversed").on(table.platformId, table.reversedAt).where(sql`reversed_at is not null`),
    index("decisions_undone").on(table.undoneAt).where(sql`undone_at is not null`),
    // A referral finds nothing: it stands beside the finding, and never in its way.
    uniqueIndex("decisions_one_standing")
      .on(table.caseId)
      .where(sql`undone_at is null and superseded_by is null and reversed_at is null and outcome <> 'referred'`),
  ],
);

/**
 * Which items of notices a decision answered when it was made. `noticeItems.decisionId` is what answers them now, and is
 * empty again while a case is decided anew; this is never changed (trigger), so that a report of a past period stays.
 */
export const decisionAnswers = pgTable(
  "decision_answers",
  {
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    noticeItemId: uuid("notice_item_id")
      .notNull()
      .references(() => noticeItems.id),
  },
  (table) => [
    primaryKey({ columns: [table.decisionId, table.noticeItemId] }),
    index("decision_answers_item").on(table.noticeItemId),
  ],
);

/** One effect of a decision, with its running state. */
export const sanctions = pgTable(
  "sanctions",
  {
    id: id(),
    platformId: platformId(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    accountId: uuid("account_id"),
    role: text("role"),
    /** The pack's action id. */
    action: text("action").notNull(),
    label: jsonb("label").$type<{ en: string; hans?: string; hant?: string }>().notNull(),
    target: text("target").notNull(),
    dsaValue: text("dsa_value"),
    needsStatement: boolean("needs_statement").notNull(),
    points: integer("points").notNull().default(0),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at"),
    /** As the platform words it: no end date, yet not called permanent. */
    indefinite: boolean("indefinite").notNull().default(false),
    permanent: boolean("permanent").notNull().default(false),
    barsReEntry: boolean("bars_re_entry").notNull().default(false),
    /** Came as the consequence of another action of the same decision. */
    isFollowOn: boolean("is_follow_on").notNull().default(false),
    state: sanctionStateEnum("state").notNull().default("held"),
    endedAt: instant("ended_at"),
    /** When the platform said that it carried it out; compulsory for schemes of hidden links (commitment AE5). */
    executedAt: instant("executed_at"),
  },
  (table) => [
    index("sanctions_decision").on(table.decisionId),
    index("sanctions_account").on(table.accountId, table.state),
    index("sanctions_running").on(table.accountId).where(sql`state in ('held', 'in_force')`),
    index("sanctions_ending").on(table.endsAt, table.id).where(sql`state = 'in_force' and ends_at is not null`),
    index("sanctions_starting").on(table.startsAt, table.id).where(sql`state = 'held'`),
    // Transparency reports walk the restrictions of a platform by the moment they were imposed.
    index("sanctions_reported").on(table.platformId, table.startsAt, table.id).where(sql`dsa_value is not null`),
  ],
);

/** A confirmed violation that a counter may count. Only `overturnedAt` is ever set later. */
export const strikes = pgTable(
  "strikes",
  {
    id: id(),
    platformId: platformId(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    role: text("role"),
    clauseRef: text("clause_ref").notNull(),
    versionRef: text("version_ref").notNull(),
    contentDay: date("content_day", { mode: "string" }).notNull(),
    points: integer("points").notNull().default(0),
    confirmedAt: instant("confirmed_at").notNull(),
    overturnedAt: instant("overturned_at"),
  },
  (table) => [
    index("strikes_account").on(table.accountId, table.role, table.confirmedAt),
    uniqueIndex("strikes_decision").on(table.decisionId),
  ],
);

/** Which earlier strikes a decision counted, so that a reversal can flag what relied on it. */
export const strikeReliance = pgTable(
  "strike_reliance",
  {
    id: id(),
    platformId: platformId(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    strikeId: uuid("strike_id")
      .notNull()
      .references(() => strikes.id),
  },
  (table) => [
    uniqueIndex("strike_reliance_once").on(table.decisionId, table.strikeId),
    index("strike_reliance_strike").on(table.strikeId),
  ],
);

/** A later decision that counted a strike that fell: somebody must look at it again. */
export const reviewFlags = pgTable(
  "review_flags",
  {
    id: id(),
    platformId: platformId(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    becauseDecisionId: uuid("because_decision_id").notNull(),
    reason: text("reason").notNull(),
    createdAt: instant("created_at").notNull(),
    resolvedAt: instant("resolved_at"),
    resolvedBy: uuid("resolved_by"),
    resolution: text("resolution"),
  },
  (table) => [
    index("review_flags_open").on(table.createdAt).where(sql`resolved_at is null`),
    uniqueIndex("review_flags_once").on(table.decisionId, table.becauseDecisionId),
  ],
);
