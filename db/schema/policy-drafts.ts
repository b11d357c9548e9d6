import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyObject, id, instant, platformId } from "./columns";
import { people } from "./people";
import { platforms } from "./policy";

export const draftStateEnum = pgEnum("policy_draft_state", ["draft", "in_review", "withdrawn", "published"]);

/**
 * A version of a platform's rules that is still being written. Once published it stays as it was signed (trigger): the
 * pack in use is made of these files. That a published one is scheduled or in force is told by its dates, as for any version.
 */
export const policyDrafts = pgTable(
  "policy_drafts",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    /** The version that it will be, and the day it would govern from, as its file says: for lists. */
    ref: text("ref").notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }),
    announcedOn: date("announced_on", { mode: "string" }),
    /** The version that it was begun from. */
    baseRef: text("base_ref"),
    /** A version file (lib/policy/import/version.contract.ts). */
    file: jsonb("file").notNull(),
    /** Counted up by every write of the file. */
    rev: integer("rev").notNull().default(0),
    state: draftStateEnum("state").notNull().default("draft"),
    /** What users are told of the change, by language. */
    notice: jsonb("notice").$type<Record<string, string>>().notNull().default(emptyObject),
    /** The document that was imported: its lines, each with what became of it. */
    source: jsonb("source"),
    createdBy: uuid("created_by").references(() => people.id),
    createdAt: instant("created_at").notNull(),
    changedBy: uuid("changed_by").references(() => people.id),
    changedAt: instant("changed_at").notNull(),
    askedBy: uuid("asked_by").references(() => people.id),
    askedAt: instant("asked_at"),
    /** Why it was sent back the last time. */
    sentBackWhy: text("sent_back_why"),
    signedBy: uuid("signed_by").references(() => people.id),
    publishedAt: instant("published_at"),
  },
  (table) => [
    index("policy_drafts_platform").on(table.platformId, table.changedAt),
    uniqueIndex("policy_drafts_ref").on(table.platformId, table.ref).where(sql`state <> 'withdrawn'`),
  ],
);

/** One write of a draft's file, so that it can be taken back and two editors see each other's. */
export const policyDraftEdits = pgTable(
  "policy_draft_edits",
  {
    id: id(),
    platformId: platformId(),
    draftId: uuid("draft_id")
      .notNull()
      .references(() => policyDrafts.id),
    /** The draft's `rev` after it. */
    rev: integer("rev").notNull(),
    personId: uuid("person_id").references(() => people.id),
    kind: text("kind").$type<"edit" | "undo" | "redo">().notNull(),
    /** Of undo and redo: the edit that is taken back or made again. */
    ofRev: integer("of_rev"),
    operations: jsonb("operations").notNull(),
    /** The operation that takes it back. */
    back: jsonb("back").notNull(),
    /** Places of the file that it touched. */
    touched: jsonb("touched").$type<string[][]>().notNull(),
    at: instant("at").notNull(),
  },
  (table) => [uniqueIndex("policy_draft_edits_rev").on(table.draftId, table.rev)],
);
