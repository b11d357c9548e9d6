import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { decisions } from "./decisions";
import { people } from "./people";

export type SamplingRule = "share" | "new_person" | "risky_clause" | "deviation";
export type ErrorCause =
  | "facts"
  | "context"
  | "clause_unclear"
  | "wrong_clause"
  | "wrong_penalty"
  | "tool"
  | "both_defensible"
  | "first_right";

/** A decision that a rule drew for a second look. Written by the schedule; only `reviewedAt` is set later, once (trigger). */
export const qualitySamples = pgTable(
  "quality_samples",
  {
    id: id(),
    platformId: platformId(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    /** Every rule that drew it. Not shown before the second look: some of them tell what was decided. */
    rules: jsonb("rules").$type<SamplingRule[]>().notNull(),
    drawnAt: instant("drawn_at").notNull(),
    reviewedAt: instant("reviewed_at"),
  },
  (table) => [
    uniqueIndex("quality_samples_once").on(table.decisionId),
    index("quality_samples_waiting").on(table.drawnAt, table.id).where(sql`reviewed_at is null`),
  ],
);

/**
 * What somebody else found in the same case without seeing the first outcome. A trigger refuses the decider; who is here
 * does not answer an appeal against the decision. Only the conclusion is added later, once.
 */
export const qualityReviews = pgTable(
  "quality_reviews",
  {
    id: id(),
    platformId: platformId(),
    sampleId: uuid("sample_id")
      .notNull()
      .references(() => qualitySamples.id),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    reviewedBy: uuid("reviewed_by")
      .notNull()
      .references(() => people.id),
    reviewedAt: instant("reviewed_at").notNull(),
    outcome: text("outcome").$type<"violation" | "no_violation">().notNull(),
    /** Null with a violation: of law alone. */
    clauseRef: text("clause_ref"),
    sanctions: jsonb("sanctions").$type<string[]>().notNull().default(emptyArray),
    why: text("why").notNull().default(""),
    /** After both were seen side by side: why they differ, and what the first decider is told. */
    cause: text("cause").$type<ErrorCause>(),
    coachingNote: text("coaching_note"),
    concludedAt: instant("concluded_at"),
  },
  (table) => [
    uniqueIndex("quality_reviews_once").on(table.sampleId),
    index("quality_reviews_decision").on(table.decisionId),
    index("quality_reviews_newest").on(table.reviewedAt, table.id),
  ],
);
