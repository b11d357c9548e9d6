import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { type AppealChange, remedies } from "./appeals";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import { decisions } from "./decisions";
import { people } from "./people";
import { statements } from "./statements";

/** Out-of-court bodies that a coordinator certified (DSA Art. 21(3), (8)): written by the import of the list and nothing else. */
export const disputeBodies = pgTable(
  "dispute_bodies",
  {
    id: id(),
    /** What the list calls it: its own number, or name and country where it has none. */
    listKey: text("list_key").notNull(),
    sourceList: text("source_list").notNull(),
    name: text("name").notNull(),
    /** The Member State whose coordinator certified it, ISO 3166. */
    country: text("country").notNull(),
    url: text("url").notNull(),
    /** Languages it takes disputes in, BCP 47. */
    languages: jsonb("languages").$type<string[]>().notNull().default(emptyArray),
    /** What it is certified for, in the list's own words. */
    fields: jsonb("fields").$type<string[]>().notNull().default(emptyArray),
    /** The certificate's last day; null: the list names none. */
    certifiedUntil: date("certified_until", { mode: "string" }),
    /** When a later list no longer had it. */
    withdrawnAt: instant("withdrawn_at"),
    firstSyncedAt: instant("first_synced_at").notNull(),
    lastSyncedAt: instant("last_synced_at").notNull(),
  },
  (table) => [uniqueIndex("dispute_bodies_listed").on(table.sourceList, table.listKey)],
);

export type DisputeState = "received" | "engaged" | "refused" | "decided" | "answered" | "closed";
export type DisputeOutcome = "for_user" | "partly" | "for_platform" | "agreed" | "ended";
export type DisputeAnswer = "follow" | "partly" | "not";

/**
 * One dispute before a certified body about a decision (DSA Art. 21), with or without a complaint to us before it. What
 * the body finds binds nobody; what the platform does about it is a person's decision, carried out by the ledger.
 */
export const disputes = pgTable(
  "disputes",
  {
    id: id(),
    platformId: platformId(),
    /** Ours: D-7K3P-Q9XD. */
    reference: text("reference").notNull(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    /** Whose dispute it is: the addressee of this letter. */
    statementId: uuid("statement_id")
      .notNull()
      .references(() => statements.id),
    by: text("by").$type<"affected" | "notifier">().notNull(),
    bodyId: uuid("body_id")
      .notNull()
      .references(() => disputeBodies.id),
    /** The body's own number. */
    bodyReference: text("body_reference").notNull().default(""),
    /** What is asked for, as the body wrote it to us. */
    claim: text("claim").notNull().default(""),
    state: text("state").$type<DisputeState>().notNull().default("received"),
    version: integer("version").notNull().default(1),
    /** When the body received the complaint: its 90 days run from then. */
    receivedAt: instant("received_at").notNull(),
    /** The last moment for the body's decision: 90 days, or 180 where it said that it is very complex. */
    dueAt: instant("due_at").notNull(),
    extendedAt: instant("extended_at"),
    extendedWhy: text("extended_why"),
    recordedBy: uuid("recorded_by").references(() => people.id),
    recordedAt: instant("recorded_at").notNull(),
    engagedAt: instant("engaged_at"),
    engagedBy: uuid("engaged_by").references(() => people.id),
    /** What we wrote to the body. */
    position: text("position").notNull().default(""),
    refusedAt: instant("refused_at"),
    refusedBy: uuid("refused_by").references(() => people.id),
    refusedWhy: text("refused_why"),
    /** The earlier dispute that settled the same content on the same grounds. */
    earlierId: uuid("earlier_id"),
    /** When somebody of the desk was to be reminded, and was. */
    reminded90At: instant("reminded_90_at"),
    reminded180At: instant("reminded_180_at"),
    outcome: text("outcome").$type<DisputeOutcome>(),
    outcomeAt: instant("outcome_at"),
    outcomeText: text("outcome_text").notNull().default(""),
    /** Euro cents: what the body asks of us, and what the person paid and spent. */
    bodyFees: integer("body_fees").notNull().default(0),
    userCosts: integer("user_costs").notNull().default(0),
    manifestBadFaith: boolean("manifest_bad_faith").notNull().default(false),
    costsPaidAt: instant("costs_paid_at"),
    answer: text("answer").$type<DisputeAnswer>(),
    answerWhy: text("answer_why"),
    /** Why the answer lifts what an authority's order demands; null: it lifts nothing of the kind. */
    departure: text("departure"),
    change: jsonb("change").$type<AppealChange>().notNull().default(emptyObject),
    answeredBy: uuid("answered_by").references(() => people.id),
    answeredAt: instant("answered_at"),
    implementedAt: instant("implemented_at"),
    implementedBy: uuid("implemented_by").references(() => people.id),
    closedAt: instant("closed_at"),
  },
  (table) => [
    uniqueIndex("disputes_reference").on(table.reference),
    index("disputes_due").on(table.dueAt, table.id),
    index("disputes_unengaged").on(table.recordedAt, table.id).where(sql`state = 'received'`),
    index("disputes_received").on(table.receivedAt, table.id),
    index("disputes_decision").on(table.decisionId),
    index("disputes_statement").on(table.statementId),
    uniqueIndex("disputes_once").on(table.bodyId, table.bodyReference).where(sql`body_reference <> ''`),
    check("disputes_refusal_names_earlier", sql`refused_at is null or (earlier_id is not null and refused_why <> '')`),
    check("disputes_answered_by_a_person", sql`answer is null or (answered_by is not null and answer_why <> '')`),
    check("disputes_implemented_is_followed", sql`implemented_at is null or answer in ('follow', 'partly')`),
  ],
);

/** Which lines of the ledger of remedies a dispute wrote. */
export const disputeRemedies = pgTable(
  "dispute_remedies",
  {
    remedyId: uuid("remedy_id")
      .primaryKey()
      .references(() => remedies.id),
    disputeId: uuid("dispute_id")
      .notNull()
      .references(() => disputes.id),
  },
  (table) => [index("dispute_remedies_dispute").on(table.disputeId)],
);
