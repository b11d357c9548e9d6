import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { people } from "./people";
import { platforms } from "./policy";

/** waiting and counting: the worker is on it; ready: a version that never changes; failed: nothing was made of it. */
export type ReportState = "waiting" | "counting" | "ready" | "failed";

/**
 * One version of the transparency report of a platform and a period (Implementing Regulation (EU) 2024/2835, Art. 3: all
 * versions are kept for five years, and a corrected one says what changed and why). Before it is ready the row is the job
 * that makes it, with how far that is; once ready only its publication is written, once (trigger).
 */
export const reportVersions = pgTable(
  "report_versions",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    /** The period as instants, the second outside it, and as it is written: days of the platform's zone, both within. */
    periodFrom: instant("period_from").notNull(),
    periodTo: instant("period_to").notNull(),
    firstDay: date("first_day", { mode: "string" }).notNull(),
    lastDay: date("last_day", { mode: "string" }).notNull(),
    state: text("state").$type<ReportState>().notNull().default("waiting"),
    /** Counted from 1 among the ready ones of this platform and period; null before it is ready. */
    number: integer("number"),
    /** Why there is another version; empty for the first one. */
    changeNote: text("change_note").notNull().default(""),
    requestedBy: uuid("requested_by")
      .notNull()
      .references(() => people.id),
    requestedAt: instant("requested_at").notNull(),
    /** What was counted so far, so that a process that dies loses at most one step. */
    work: jsonb("work"),
    stepsDone: integer("steps_done").notNull().default(0),
    stepsAll: integer("steps_all").notNull().default(0),
    failedWhy: text("failed_why"),
    madeAt: instant("made_at"),
    templateVersion: text("template_version"),
    /** By which rules its numbers were counted (`countingRules` in lib/transparency/report-version.rules.ts). */
    countingRules: integer("counting_rules").notNull().default(1),
    /** What it was made of and what was made: lib/transparency/report.contract.ts. */
    service: jsonb("service"),
    facts: jsonb("facts"),
    numbers: jsonb("numbers"),
    sheets: jsonb("sheets"),
    doubts: jsonb("doubts").$type<string[]>(),
    /** The cells that differ from the version before. */
    changes: jsonb("changes"),
    /** Of the eleven CSV files, one after the other in the order of the sheets. */
    sha256: text("sha256"),
    publishedAt: instant("published_at"),
    publishedBy: uuid("published_by").references(() => people.id),
  },
  (table) => [
    index("report_versions_newest").on(table.requestedAt, table.id),
    uniqueIndex("report_versions_number")
      .on(table.platformId, table.periodFrom, table.periodTo, table.number)
      .where(sql`number is not null`),
    uniqueIndex("report_versions_under_way")
      .on(table.platformId, table.periodFrom, table.periodTo)
      .where(sql`state in ('waiting', 'counting')`),
    index("report_versions_to_make").on(table.requestedAt).where(sql`state in ('waiting', 'counting')`),
    index("report_versions_published")
      .on(table.platformId, table.publishedAt, table.id)
      .where(sql`published_at is not null`),
  ],
);

export type FactsSection = "identification" | "people" | "recipients" | "accuracy" | "texts";

/** What a report tells and the product cannot know, by platform; what is entered anew is a new row, the one before stays. */
export const reportFacts = pgTable(
  "report_facts",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    section: text("section").$type<FactsSection>().notNull(),
    value: jsonb("value").notNull(),
    writtenBy: uuid("written_by")
      .notNull()
      .references(() => people.id),
    writtenAt: instant("written_at").notNull(),
    replacedAt: instant("replaced_at"),
  },
  (table) => [uniqueIndex("report_facts_current").on(table.platformId, table.section).where(sql`replaced_at is null`)],
);

/**
 * What is owed to the public at the end of a period: its transparency report, or the figure of active recipients
 * (lib/clocks/report-duty.rules.ts). Opened by a schedule once the period is over; whether it was done is read from what was
 * published and entered.
 */
export const reportDuties = pgTable(
  "report_duties",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    kind: text("kind").$type<"report" | "recipients">().notNull(),
    /** The period as a report has it: instants, the second outside it, and days of the platform's zone, both within. */
    periodFrom: instant("period_from").notNull(),
    periodTo: instant("period_to").notNull(),
    firstDay: date("first_day", { mode: "string" }).notNull(),
    lastDay: date("last_day", { mode: "string" }).notNull(),
    dueAt: instant("due_at").notNull(),
    openedAt: instant("opened_at").notNull(),
    /** A report that the provider published in another way: where, on which day, and who said so when. */
    elsewhereUrl: text("elsewhere_url"),
    elsewhereDay: date("elsewhere_day", { mode: "string" }),
    elsewhereBy: uuid("elsewhere_by").references(() => people.id),
    elsewhereAt: instant("elsewhere_at"),
  },
  (table) => [
    uniqueIndex("report_duties_once").on(table.platformId, table.kind, table.lastDay),
    index("report_duties_due").on(table.dueAt, table.id),
    check(
      "report_duties_elsewhere",
      sql`num_nulls(elsewhere_url, elsewhere_day, elsewhere_by, elsewhere_at) in (0, 4) and (elsewhere_url is null or kind = 'report')`,
    ),
  ],
);

/** Up to which day the public figures of a platform are counted, and when that was done last. */
export const publicFiguresUntil = pgTable("public_figures_until", {
  platformId: platformId()
    .primaryKey()
    .references(() => platforms.id),
  firstDay: date("first_day", { mode: "string" }).notNull(),
  /** The first day that is not counted yet. */
  untilDay: date("until_day", { mode: "string" }).notNull(),
  countedAt: instant("counted_at").notNull(),
});

/**
 * What the public page is made of: how many of what on which day (of the platform's zone). Kept up by a schedule, so that
 * no visitor makes the product count decisions. `dimension` and `key`: lib/transparency/public-figures.rules.ts.
 */
export const publicFigures = pgTable(
  "public_figures",
  {
    platformId: platformId(),
    day: date("day", { mode: "string" }).notNull(),
    dimension: text("dimension").notNull(),
    key: text("key").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.platformId, table.day, table.dimension, table.key] }),
    foreignKey({ columns: [table.platformId], foreignColumns: [publicFiguresUntil.platformId] }),
  ],
);
