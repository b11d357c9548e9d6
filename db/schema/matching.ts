import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { snapshots } from "./intake";
import { caseSuggestions, cases } from "./queue";

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** What was learned from a platform's decisions. Made anew from all of them each time, so that the same ones give the same model. */
export const learnedModels = pgTable(
  "learned_models",
  {
    id: id(),
    platformId: platformId(),
    /** Names the decisions and the lexicon it was made of; stored with each suggestion it takes part in. */
    version: text("version").notNull(),
    /** The lexicon and rules whose numbering the weights follow: with others the model is of no use. */
    basis: text("basis").notNull(),
    examples: integer("examples").notNull(),
    labels: integer("labels").notNull(),
    /** The newest decision it learned from. */
    newestAt: instant("newest_at").notNull(),
    trainedAt: instant("trained_at").notNull(),
    /** A text it may have learned from was deleted since: it is made again without it. */
    mustForget: boolean("must_forget").notNull().default(false),
    /** The weights, packed; null once two newer models are there, for they can be made again. */
    body: bytes("body"),
  },
  (table) => [
    uniqueIndex("learned_models_version").on(table.platformId, table.version),
    index("learned_models_newest").on(table.platformId, table.trainedAt),
  ],
);

/**
 * A suggestion that a reader outside (a model, a classifier) is asked about as well, what became of it and, as places in
 * the content and never as words, what it found. Written when the suggestion is, so that nothing waits for it.
 */
/**
 * What came back just now and so says how a reader is: an answer (kept, or too late for its case), or what nobody could use.
 * Not one that was given before, and none that never came. The index of pauses has these rows and its query says the same.
 */
export const saysOfReader = sql`(state = 'answered' and why is null) or (state = 'dropped' and question is not null) or (state = 'failed' and why in ('not_json', 'wrong_shape'))`;

export const outsideReadings = pgTable(
  "outside_readings",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    suggestionId: uuid("suggestion_id")
      .notNull()
      .references(() => caseSuggestions.id),
    tool: text("tool").$type<"model" | "classifier">().notNull(),
    state: text("state").$type<"waiting" | "asking" | "answered" | "failed" | "dropped">().notNull().default("waiting"),
    /** Why there is no answer; a code, never what the other side wrote. */
    why: text("why"),
    /** Which model or classifier was asked. */
    name: text("name"),
    /** Digest of all that was asked; the same question is not asked twice. */
    question: text("question"),
    findings: jsonb("findings").$type<unknown>().notNull().default(emptyArray),
    createdAt: instant("created_at").notNull(),
    askedAt: instant("asked_at"),
  },
  (table) => [
    uniqueIndex("outside_readings_once").on(table.suggestionId, table.tool),
    index("outside_readings_open").on(table.platformId, table.tool).where(sql`state in ('waiting', 'asking')`),
    index("outside_readings_question").on(table.question).where(sql`question is not null`),
    index("outside_readings_record").on(table.platformId, table.tool, table.askedAt).where(sql`state = 'answered'`),
    index("outside_readings_pauses")
      .on(table.platformId, table.tool, table.name, table.askedAt, table.id)
      .where(saysOfReader),
    index("outside_readings_case").on(table.caseId),
  ],
);

/** What a service made of a snapshot's words for readers of one language, so that it is asked once. Never evidence. */
export const translations = pgTable(
  "translations",
  {
    id: id(),
    platformId: platformId(),
    snapshotId: uuid("snapshot_id")
      .notNull()
      .references(() => snapshots.id),
    /** A language of the desk. */
    target: text("target").notNull(),
    /** Which model, or which host. */
    service: text("service").notNull(),
    title: text("title").notNull(),
    text: text("text").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  (table) => [uniqueIndex("translations_once").on(table.snapshotId, table.target, table.service)],
);

/** What was asked of a reader outside today, and how it does: one row that all processes share. */
export const outsideTools = pgTable(
  "outside_tools",
  {
    platformId: platformId(),
    tool: text("tool").$type<"model" | "classifier" | "translation">().notNull(),
    /** Digest of its address and name: another one begins without the failures of this one. */
    target: text("target").notNull().default(""),
    /** YYYY-MM-DD, UTC. */
    day: text("day").notNull().default(""),
    calls: integer("calls").notNull().default(0),
    /** In a row. */
    failures: integer("failures").notNull().default(0),
    pausedUntil: instant("paused_until"),
  },
  (table) => [primaryKey({ columns: [table.platformId, table.tool] })],
);
