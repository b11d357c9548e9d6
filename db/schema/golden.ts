import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import type { SnapshotMedia, sourceEnum } from "./intake";
import { people } from "./people";
import { platforms } from "./policy";
import { cases } from "./queue";

/** One report as the desk shows it; who sent it is not kept at all. */
export type GoldenReport = {
  source: (typeof sourceEnum.enumValues)[number];
  legalClaim: boolean;
  category: string | null;
  legalReference: string | null;
  explanation: string;
  detail: string;
};

/** Whose content a golden item is shown as: an account that no person has. */
export type GoldenAccount = {
  handle: string;
  externalId: string;
  kind: "business" | "private" | null;
  jurisdiction: string | null;
  language: string | null;
  /** Whether letters to it are shown as ones that would arrive; none is ever written. */
  isReachable: boolean;
};

/**
 * An earlier case of the account that a golden item is shown with: content of a case that was decided, under a number that
 * no case has.
 */
export type GoldenPast = { caseId: string; decisionId: string; number: number };

/** What its person wrote on a golden item; `past`: on the earlier case at this place. */
export type GoldenNote = {
  id: string;
  text: string;
  at: string;
  past?: number;
  /** A question to this notifier, and no note. */
  noticeId?: string;
  isKnowledge?: boolean;
  /** Follows the item's account. */
  onAccount?: boolean;
  /** A suspicion of a crime, and no note; nobody else is told of it. */
  offence?: string;
};

/** A question about a golden item, kept for who asked it; `of` is a person's id. */
export type GoldenQuestion = { id: string; of: string; text: string; at: string };

/**
 * Content whose right answer is settled (issue 4, Quality). A copy of its own: nothing of it points at an account, a
 * notice or a snapshot, so that answering it can touch none; its pictures are those of the snapshot, by reference. Used only once a second supervisor has confirmed it.
 */
export const goldenItems = pgTable(
  "golden_items",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    title: text("title").notNull().default(""),
    text: text("text").notNull(),
    language: text("language").notNull(),
    role: text("role"),
    surface: text("surface"),
    location: text("location").notNull(),
    context: jsonb("context").$type<Record<string, unknown>>().notNull().default(emptyObject),
    /** As in a snapshot; a picture that was purged is gone here too, and the item is given to nobody any more. */
    media: jsonb("media").$type<SnapshotMedia[]>().notNull().default(emptyArray),
    /** Null: who made the content is not known. */
    account: jsonb("account").$type<GoldenAccount>(),
    contentAt: instant("content_at").notNull(),
    contentAtKnown: boolean("content_at_known").notNull().default(true),
    reports: jsonb("reports").$type<GoldenReport[]>().notNull(),
    tags: jsonb("tags").$type<string[]>().notNull().default(emptyArray),
    /** The decided case it was copied from; null: imported. */
    sourceCaseId: uuid("source_case_id").references(() => cases.id),
    /** Who decided or reviewed that case: they know it, and never get it. */
    knownTo: jsonb("known_to").$type<string[]>().notNull().default(emptyArray),
    /** The settled answer. More than one clause: any of them is right. Measures: all that may be chosen. */
    outcome: text("outcome").$type<"violation" | "no_violation">().notNull(),
    clauses: jsonb("clauses").$type<string[]>().notNull().default(emptyArray),
    sanctions: jsonb("sanctions").$type<string[]>().notNull().default(emptyArray),
    reason: text("reason").notNull(),
    /** The version that governs the content's day, by its clause's document; what the answer was settled under. */
    versionRef: text("version_ref"),
    /** What the matcher suggested when the item was made, so that everybody gets the same page. */
    matches: jsonb("matches").notNull().default(emptyArray),
    isConfident: boolean("is_confident").notNull().default(false),
    clauseGroup: text("clause_group"),
    severity: text("severity"),
    /** What that reading says may be hard to look at, as of a case; what its reports say is not repeated here. */
    harmsRead: jsonb("harms_read").$type<string[]>().notNull().default(emptyArray),
    madeBy: uuid("made_by")
      .notNull()
      .references(() => people.id),
    madeAt: instant("made_at").notNull(),
    confirmedBy: uuid("confirmed_by").references(() => people.id),
    confirmedAt: instant("confirmed_at"),
    retiredAt: instant("retired_at"),
  },
  (table) => [
    index("golden_items_served")
      .on(table.platformId, table.id)
      .where(sql`confirmed_at is not null and retired_at is null`),
    index("golden_items_newest").on(table.madeAt, table.id),
  ],
);

/** A golden item in somebody's hands, once per person. Its id and number are what the desk shows as a case's. */
export const goldenTurns = pgTable(
  "golden_turns",
  {
    id: id(),
    platformId: platformId(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => goldenItems.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    /** From the sequence of the cases, so that a reference tells nothing. */
    number: bigint("number", { mode: "number" }).notNull(),
    servedAt: instant("served_at").notNull(),
    /** When its reports are shown to have come in: a little before it was served. */
    openedAt: instant("opened_at").notNull(),
    state: text("state").$type<"claimed" | "open" | "waiting" | "escalated" | "decided">().notNull(),
    version: integer("version").notNull().default(2),
    isAhead: boolean("is_ahead").notNull().default(false),
    leaseUntil: instant("lease_until"),
    waitingFor: text("waiting_for"),
    waitingUntil: instant("waiting_until"),
    escalatedTo: text("escalated_to"),
    escalatedWhy: text("escalated_why"),
    /** Kept for later by its person, as a held case is. */
    heldUntil: instant("held_until"),
    /** Whom its person handed it to. Nobody is given it: an answer that two people talked over compares with nothing. */
    handedTo: uuid("handed_to").references(() => people.id),
    handedWhy: text("handed_why"),
    handedUntil: instant("handed_until"),
    notes: jsonb("notes").$type<GoldenNote[]>().notNull().default(emptyArray),
    /** What its account is shown to have behind it, chosen when it was given (lib/quality/golden-past.store.ts). */
    past: jsonb("past").$type<GoldenPast[]>().notNull().default(emptyArray),
    /** What its person asked colleagues. None of them is told, so none answers. */
    questions: jsonb("questions").$type<GoldenQuestion[]>().notNull().default(emptyArray),
  },
  (table) => [
    uniqueIndex("golden_turns_once").on(table.itemId, table.personId),
    index("golden_turns_person").on(table.personId, table.state),
  ],
);

/** What somebody answered. Its id is what the desk shows as a decision's. Nothing but this row comes of it. */
export const goldenAnswers = pgTable(
  "golden_answers",
  {
    id: id(),
    platformId: platformId(),
    turnId: uuid("turn_id")
      .notNull()
      .references(() => goldenTurns.id),
    itemId: uuid("item_id")
      .notNull()
      .references(() => goldenItems.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    outcome: text("outcome").$type<"violation" | "no_violation" | "referred">().notNull(),
    clauseRef: text("clause_ref"),
    sanctions: jsonb("sanctions").$type<string[]>().notNull().default(emptyArray),
    answeredAt: instant("answered_at").notNull(),
    /** The end of the undo window; nobody is told anything before it. */
    effectiveAt: instant("effective_at").notNull(),
    undoneAt: instant("undone_at"),
    /** The Idempotency-Key of the request, so that a repeat is given the same answer. */
    requestKey: text("request_key"),
    disagreedAt: instant("disagreed_at"),
    disagreedWhy: text("disagreed_why"),
    /** The supervisors looked again and kept the settled answer: when, who, and what they say to it. */
    keptAt: instant("kept_at"),
    keptBy: uuid("kept_by").references(() => people.id),
    keptWhy: text("kept_why"),
  },
  (table) => [
    uniqueIndex("golden_answers_one").on(table.turnId).where(sql`undone_at is null`),
    index("golden_answers_person").on(table.personId, table.answeredAt),
    index("golden_answers_newest").on(table.answeredAt, table.id),
  ],
);

/** How often somebody asked for the next case: with the seed, what decides which of them is a golden item. */
export const goldenPaces = pgTable("golden_paces", {
  personId: uuid("person_id")
    .primaryKey()
    .references(() => people.id),
  asked: integer("asked").notNull().default(0),
});
