import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgEnum, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import { decisions } from "./decisions";
import { people } from "./people";
import { type StatementPart, statements } from "./statements";

export const appealStateEnum = pgEnum("appeal_state", ["received", "inadmissible", "assigned", "decided", "notified"]);
export const appealOutcomeEnum = pgEnum("appeal_outcome", ["upheld", "partly_reversed", "reversed", "omitted"]);
export const remedyStateEnum = pgEnum("remedy_state", ["waiting", "done", "failed", "not_possible", "waived"]);

export type ReversalCause =
  | "facts"
  | "context"
  | "new_evidence"
  | "wrong_clause"
  | "wrong_penalty"
  | "clause_unclear"
  | "tool";
/** Why a first look was not blind; see lib/appeals/first-look.rules.ts. */
export type LookKnown = "let_past" | "read_before" | "alike";
/** Why an appeal weighs as much as it does; worded in the catalogues, made by lib/appeals/risk.rules.ts. */
export type RiskCode =
  | "account_gone"
  | "account_suspended"
  | "function_closed"
  | "function_suspended"
  | "content_gone"
  | "counted"
  | "urgent_topic"
  | "crime_told"
  | "minor"
  | "reach"
  | "business"
  | "wave"
  | "stakes"
  | "late"
  | "soon";
export type AppealChange = {
  liftSanctions?: string[];
  voidStrike?: boolean;
  decideAgain?: boolean;
};

/** Answers after which the decision is made again: a notifier was right, or another clause or measure is. */
const decidedAnew = sql`(by = 'notifier' or change @> '{"decideAgain": true}')`;

/** Internal complaint (Art. 20) of one addressee against one decision. A trigger refuses an answer by the decider. */
export const appeals = pgTable(
  "appeals",
  {
    id: id(),
    platformId: platformId(),
    /** Shown to the person: A-7K3P-Q9XD. */
    reference: text("reference").notNull(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    statementId: uuid("statement_id")
      .notNull()
      .references(() => statements.id),
    by: text("by").$type<"affected" | "notifier">().notNull(),
    text: text("text").notNull(),
    language: text("language").notNull(),
    state: appealStateEnum("state").notNull().default("received"),
    version: integer("version").notNull().default(1),
    receivedAt: instant("received_at").notNull(),
    dueAt: instant("due_at").notNull(),
    assignedTo: uuid("assigned_to").references(() => people.id),
    assignedAt: instant("assigned_at"),
    outcome: appealOutcomeEnum("outcome"),
    reasons: text("reasons"),
    inadmissibleWhy: text("inadmissible_why"),
    /** For partly_reversed: what fell, or that it is decided anew. */
    change: jsonb("change").$type<AppealChange>().notNull().default(emptyObject),
    /** Why this answer turns over one that was given in the same docket. Never sent to anybody. */
    departure: text("departure"),
    /** Why the decision fell: lib/appeals/cause.rules.ts. */
    cause: text("cause").$type<ReversalCause>(),
    newDecisionId: uuid("new_decision_id"),
    decidedBy: uuid("decided_by").references(() => people.id),
    decidedAt: instant("decided_at"),
    answerSubject: text("answer_subject"),
    answerParts: jsonb("answer_parts").$type<StatementPart[]>(),
    notifiedAt: instant("notified_at"),
    /** 1 low, 2 medium, 3 high, 0 not weighed yet; `riskWhy` explains it: lib/appeals/risk.rules.ts. */
    risk: smallint("risk").notNull().default(0),
    riskWhy: jsonb("risk_why")
      .$type<{ code: RiskCode; values?: Record<string, string | number> }[]>()
      .notNull()
      .default(emptyArray),
    /** When the person's words were deleted, on their date (Q89). */
    purgedAt: instant("purged_at"),
  },
  (table) => [
    uniqueIndex("appeals_reference").on(table.reference),
    uniqueIndex("appeals_once").on(table.statementId).where(sql`state <> 'inadmissible'`),
    index("appeals_open").on(table.dueAt, table.id).where(sql`state in ('received', 'assigned')`),
    index("appeals_risk")
      .on(table.risk.desc().nullsFirst(), table.dueAt, table.id)
      .where(sql`state in ('received', 'assigned')`),
    index("appeals_answered").on(table.decidedAt).where(sql`decided_at is not null`),
    index("appeals_received").on(table.receivedAt, table.id),
    index("appeals_unpurged").on(table.receivedAt, table.id).where(sql`purged_at is null`),
    index("appeals_decision").on(table.decisionId),
    index("appeals_statement").on(table.statementId, table.receivedAt),
    index("appeals_new_decision").on(table.newDecisionId).where(sql`new_decision_id is not null`),
    // What leads to a new decision, until the decision that was made again has taken effect.
    index("appeals_joining")
      .on(table.decidedAt, table.id)
      .where(sql`${decidedAnew} and outcome in ('reversed', 'partly_reversed') and new_decision_id is null`),
  ],
);

/**
 * That a named person may answer an appeal in spite of a tie to the decision, by whom that was allowed, and why. Never
 * changed (trigger); it lifts no qualification and no clearance.
 */
export const appealOverrides = pgTable(
  "appeal_overrides",
  {
    id: id(),
    platformId: platformId(),
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    tie: text("tie").notNull(),
    why: text("why").notNull(),
    allowedBy: uuid("allowed_by")
      .notNull()
      .references(() => people.id),
    allowedAt: instant("allowed_at").notNull(),
  },
  (table) => [uniqueIndex("appeal_overrides_once").on(table.appealId, table.personId)],
);

/**
 * What a reviewer found in the evidence of an appeal before the decision was shown to them. Never changed (trigger); an
 * answer that judges needs one of its own author's.
 */
export const appealFirstLooks = pgTable(
  "appeal_first_looks",
  {
    id: id(),
    platformId: platformId(),
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => appeals.id),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
    finding: text("finding").$type<"no_violation" | "clause" | "law">().notNull(),
    clauseRef: text("clause_ref"),
    why: text("why").notNull(),
    /**
     * Why it was not blind: its author was let past a tie to the decision, had read its case, or gave it with the answer
     * to another appeal.
     */
    known: text("known").$type<LookKnown>(),
    /** `known: "alike"`: the appeal whose evidence was looked at. */
    withAppealId: uuid("with_appeal_id").references(() => appeals.id),
  },
  (table) => [uniqueIndex("appeal_first_looks_once").on(table.appealId, table.by)],
);

/** The ledger of effects that a successful appeal must undo, each with its state. */
export const remedies = pgTable(
  "remedies",
  {
    id: id(),
    platformId: platformId(),
    appealId: uuid("appeal_id").references(() => appeals.id),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    kind: text("kind").notNull(),
    subjectId: text("subject_id"),
    state: remedyStateEnum("state").notNull().default("waiting"),
    createdAt: instant("created_at").notNull(),
    doneAt: instant("done_at"),
    note: text("note").notNull().default(""),
    /** By whom, when and why it was given up; a reason is always there (trigger). */
    waivedBy: uuid("waived_by").references(() => people.id),
    waivedAt: instant("waived_at"),
    waivedWhy: text("waived_why"),
    /** Where no receiver answers by itself: who said that it was done, and how. Null by: the platform's own program. */
    confirmedVia: text("confirmed_via").$type<"person" | "platform">(),
    confirmedBy: uuid("confirmed_by").references(() => people.id),
    confirmedHow: text("confirmed_how"),
  },
  (table) => [
    index("remedies_appeal").on(table.appealId),
    index("remedies_decision").on(table.decisionId),
    index("remedies_replacing")
      .on(table.createdAt, table.id)
      .where(sql`kind = 'replace_sanction' and state = 'waiting'`),
  ],
);
