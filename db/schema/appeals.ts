import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyObject, id, instant, platformId } from "./columns";
import { decisions, type StatementPart, statements } from "./decisions";
import { people } from "./people";

export const appealStateEnum = pgEnum("appeal_state", ["received", "inadmissible", "assigned", "decided", "notified"]);
export const appealOutcomeEnum = pgEnum("appeal_outcome", ["upheld", "partly_reversed", "reversed", "omitted"]);
export const remedyStateEnum = pgEnum("remedy_state", ["waiting", "done", "failed", "not_possible"]);

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
    /** For partly_reversed: the new clause and sanctions, as decided. */
    change: jsonb("change").$type<Record<string, unknown>>().notNull().default(emptyObject),
    newDecisionId: uuid("new_decision_id"),
    decidedBy: uuid("decided_by").references(() => people.id),
    decidedAt: instant("decided_at"),
    answerSubject: text("answer_subject"),
    answerParts: jsonb("answer_parts").$type<StatementPart[]>(),
    notifiedAt: instant("notified_at"),
  },
  (table) => [
    uniqueIndex("appeals_reference").on(table.reference),
    uniqueIndex("appeals_once").on(table.statementId).where(sql`state <> 'inadmissible'`),
    index("appeals_open").on(table.dueAt, table.id).where(sql`state in ('received', 'assigned')`),
    index("appeals_received").on(table.receivedAt, table.id),
    index("appeals_decision").on(table.decisionId),
    index("appeals_statement").on(table.statementId, table.receivedAt),
    index("appeals_new_decision").on(table.newDecisionId).where(sql`new_decision_id is not null`),
    // The complaints of notifiers that were right, until the decision that was made again has taken effect.
    index("appeals_joining")
      .on(table.decidedAt, table.id)
      .where(sql`by = 'notifier' and outcome in ('reversed', 'partly_reversed') and new_decision_id is null`),
  ],
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
  },
  (table) => [
    index("remedies_appeal").on(table.appealId),
    index("remedies_decision").on(table.decisionId),
    index("remedies_replacing")
      .on(table.createdAt, table.id)
      .where(sql`kind = 'replace_sanction' and state = 'waiting'`),
  ],
);
