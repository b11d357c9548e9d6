import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { decisions } from "./decisions";
import { people } from "./people";
import { statements } from "./statements";

/**
 * `places` count UTF-16 units of `text`, end exclusive, in order. `isTyped`: a person typed words of it, and it waits for a
 * look; then some places may only ask to be read, and stand in what is told too.
 */
export type CleanedText = {
  field: string;
  text: string;
  places: { kind: string; start: number; end: number }[];
  isTyped?: boolean;
};

/**
 * What the Transparency Database is to be told of a statement of reasons (DSA Art. 24(5)), written with the decision:
 * texts of its own, without personal data. The copy stays as it was composed (trigger): later only `state` and
 * `withdrawnAt` are set, and what somebody released it as. The PUID stays taken.
 */
export const databaseCopies = pgTable(
  "database_copies",
  {
    id: id(),
    platformId: platformId(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    statementId: uuid("statement_id")
      .notNull()
      .references(() => statements.id),
    puid: text("puid").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    /** ready: may be sent; to_review: a person looks first; withdrawn: the decision was taken back. */
    state: text("state").$type<"ready" | "to_review" | "withdrawn">().notNull(),
    /** What was taken out of which field. */
    removed: jsonb("removed").$type<{ field: string; kind: string }[]>().notNull().default(emptyArray),
    /** The texts that something was taken out of or that somebody typed, as they were, with the places: for who looks. */
    cleaned: jsonb("cleaned").$type<CleanedText[]>().notNull().default(emptyArray),
    /** What the database would refuse. */
    errors: jsonb("errors").$type<{ field: string; message: string }[]>().notNull().default(emptyArray),
    composedAt: instant("composed_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    /** By whom it was looked at and released, when, and why it went as it was; null for one that nobody had to look at. */
    reviewedBy: uuid("reviewed_by").references(() => people.id),
    reviewedAt: instant("reviewed_at"),
    reviewReason: text("review_reason"),
    /** What leaves instead of `payload` where the person changed a text. */
    released: jsonb("released").$type<Record<string, unknown>>(),
  },
  (table) => [
    uniqueIndex("database_copies_puid").on(table.platformId, table.puid),
    uniqueIndex("database_copies_statement").on(table.statementId),
    index("database_copies_decision").on(table.decisionId),
    index("database_copies_waiting").on(table.composedAt, table.id).where(sql`state <> 'withdrawn'`),
    index("database_copies_to_review").on(table.composedAt, table.id).where(sql`state = 'to_review'`),
  ],
);

/** What a person did with a copy: each with a reason, beside what they did before. */
export const copyActs = ["released", "reworded", "given_up", "reopened", "send_again", "delivered"] as const;
export type CopyActKind = (typeof copyActs)[number];

/** The history of a copy, act by act; never changed (trigger). The row of the outbox holds the last reason alone. */
export const databaseCopyActs = pgTable(
  "database_copy_acts",
  {
    id: id(),
    platformId: platformId(),
    copyId: uuid("copy_id")
      .notNull()
      .references(() => databaseCopies.id),
    kind: text("kind").$type<CopyActKind>().notNull(),
    /** Null where other words were released: they speak for themselves. */
    why: text("why"),
    /** What was to be told from then on, where a person changed words. */
    told: jsonb("told").$type<Record<string, unknown>>(),
    by: uuid("by").references(() => people.id),
    at: instant("at").notNull(),
  },
  (table) => [index("database_copy_acts_of").on(table.copyId, table.at, table.id)],
);
