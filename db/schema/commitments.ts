import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { emptyArray, id, instant } from "./columns";
import { people } from "./people";

/** Words of a register in the languages it has them in. */
export type RegisterWords = { en: string; hans?: string | undefined };
export type CommitmentLink = { label: RegisterWords; href: string };
export type CommitmentStatus = "not_started" | "in_progress" | "in_place" | "at_risk" | "not_met";
export type IndicatorUnit = "share" | "hours" | "count";
/** Who says where the bound is: the commitment itself, or the desk's own target. Never mixed up. */
export type BoundBasis = "commitment" | "target";
export type ReviewOutcome = "met" | "partly" | "not_met";

/** One set of commitments that somebody made binding. Several stand side by side. */
export const commitmentRegisters = pgTable(
  "commitment_registers",
  {
    id: id(),
    slug: text("slug").notNull(),
    title: jsonb("title").$type<RegisterWords>().notNull(),
    /** Whose data the indicators are counted of; null: every platform's. */
    platformId: text("platform_id"),
    /** The document it comes from, and what is known of that document's date. */
    source: jsonb("source").$type<RegisterWords>().notNull(),
    /** The first day on which they bind; null until somebody says so, for no document has to name it. */
    startsOn: date("starts_on", { mode: "string" }),
    years: integer("years").notNull(),
    /** How long evidence stays after the end, for audits; months. */
    marginMonths: integer("margin_months").notNull(),
    /** A review of each commitment is due so long after the last; days. An own target. */
    reviewDays: integer("review_days").notNull(),
    /** How long somebody has for an anomaly; days. An own target. */
    taskDays: integer("task_days").notNull(),
    /** Who leads the team that monitors it: holds what no owner does. */
    leadId: uuid("lead_id").references(() => people.id),
    version: integer("version").notNull().default(1),
    /** SHA-256 of the file that was imported last. */
    importedSha256: text("imported_sha256").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [uniqueIndex("commitment_registers_slug").on(table.slug)],
);

export const commitments = pgTable(
  "commitments",
  {
    id: id(),
    registerId: uuid("register_id")
      .notNull()
      .references(() => commitmentRegisters.id),
    /** Its number in the register: AE1. */
    ref: text("ref").notNull(),
    position: integer("position").notNull(),
    group: jsonb("group").$type<RegisterWords>().notNull(),
    title: jsonb("title").$type<RegisterWords>().notNull(),
    summary: jsonb("summary").$type<RegisterWords>().notNull(),
    source: jsonb("source").$type<RegisterWords>().notNull(),
    /** False: kept by other systems of the platform; followed here by links and evidence, and never as done by this one. */
    isModeration: boolean("is_moderation").notNull(),
    links: jsonb("links").$type<CommitmentLink[]>().notNull().default(emptyArray),
    ownerId: uuid("owner_id").references(() => people.id),
    status: text("status").$type<CommitmentStatus>().notNull().default("not_started"),
    statusWhy: text("status_why").notNull().default(""),
    statusAt: instant("status_at"),
    /** Its own interval; null: the register's. */
    reviewDays: integer("review_days"),
    reviewDueAt: instant("review_due_at").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    /** When an import no longer had it. What was recorded stays. */
    retiredAt: instant("retired_at"),
  },
  (table) => [
    uniqueIndex("commitments_ref").on(table.registerId, table.ref),
    index("commitments_due").on(table.reviewDueAt, table.id).where(sql`retired_at is null`),
  ],
);

/** What is measured of a commitment: by the product (`key`), or by hand. */
export const commitmentIndicators = pgTable(
  "commitment_indicators",
  {
    id: id(),
    commitmentId: uuid("commitment_id")
      .notNull()
      .references(() => commitments.id),
    position: integer("position").notNull(),
    /** Of lib/commitments/indicator-keys.rules.ts; null: somebody records it. */
    key: text("key"),
    name: jsonb("name").$type<RegisterWords>(),
    definition: jsonb("definition").$type<RegisterWords>(),
    unit: text("unit").$type<IndicatorUnit>().notNull(),
    low: doublePrecision("low"),
    high: doublePrecision("high"),
    boundBasis: text("bound_basis").$type<BoundBasis>().notNull().default("target"),
    /** Of fewer it says nothing yet: no anomaly. */
    leastCount: integer("least_count").notNull().default(1),
    retiredAt: instant("retired_at"),
  },
  (table) => [
    index("commitment_indicators_of").on(table.commitmentId, table.position),
    uniqueIndex("commitment_indicators_key").on(table.commitmentId, table.key).where(sql`key is not null`),
    check("commitment_indicators_named", sql`key is not null or (name is not null and definition is not null)`),
  ],
);

/**
 * An indicator in one calendar month. The running month's row is measured again and again; once the month is over, and
 * what may still happen to its things has had its time, it is measured a last time and never changes (trigger). What is
 * recorded by hand is final at once, and a correction is a row with the next revision.
 */
export const commitmentValues = pgTable(
  "commitment_values",
  {
    id: id(),
    indicatorId: uuid("indicator_id")
      .notNull()
      .references(() => commitmentIndicators.id),
    /** Its first day. */
    month: date("month", { mode: "string" }).notNull(),
    revision: integer("revision").notNull().default(1),
    isFinal: boolean("is_final").notNull(),
    /** Null: nothing happened of which it could be said. A share is between 0 and 1. */
    value: doublePrecision("value"),
    /** Of how many it is said. */
    count: integer("count").notNull(),
    note: text("note").notNull().default(""),
    recordedBy: uuid("recorded_by").references(() => people.id),
    measuredAt: instant("measured_at").notNull(),
  },
  (table) => [
    uniqueIndex("commitment_values_month").on(table.indicatorId, table.month, table.revision),
    index("commitment_values_running").on(table.measuredAt).where(sql`not is_final`),
  ],
);

/** What shows that a commitment is kept. Never changed or deleted (trigger): until the end and its margin its file stays. */
export const commitmentEvidence = pgTable(
  "commitment_evidence",
  {
    id: id(),
    commitmentId: uuid("commitment_id")
      .notNull()
      .references(() => commitments.id),
    title: text("title").notNull(),
    note: text("note").notNull().default(""),
    /** An address elsewhere, where that is the evidence. */
    url: text("url").notNull().default(""),
    /** The file, cleaned as attachments are; `sha256` of the bytes as they are kept, empty without one. */
    name: text("name").notNull().default(""),
    mime: text("mime").notNull().default(""),
    size: integer("size").notNull().default(0),
    sha256: text("sha256").notNull().default(""),
    addedBy: uuid("added_by").references(() => people.id),
    addedAt: instant("added_at").notNull(),
    /** When its file was let go, after the end and its margin and not before (trigger). */
    purgedAt: instant("purged_at"),
  },
  (table) => [
    index("commitment_evidence_of").on(table.commitmentId, table.addedAt, table.id),
    index("commitment_evidence_sha256").on(table.sha256).where(sql`sha256 <> ''`),
  ],
);

/** What somebody found when a commitment was looked at. Never changed (trigger). */
export const commitmentReviews = pgTable(
  "commitment_reviews",
  {
    id: id(),
    commitmentId: uuid("commitment_id")
      .notNull()
      .references(() => commitments.id),
    outcome: text("outcome").$type<ReviewOutcome>().notNull(),
    finding: text("finding").notNull(),
    dueAt: instant("due_at").notNull(),
    reviewedBy: uuid("reviewed_by")
      .notNull()
      .references(() => people.id),
    reviewedAt: instant("reviewed_at").notNull(),
  },
  (table) => [index("commitment_reviews_of").on(table.commitmentId, table.reviewedAt, table.id)],
);

/** Something is not as committed: at once a task with a holder. Of one indicator and month there is one. */
export const commitmentAnomalies = pgTable(
  "commitment_anomalies",
  {
    id: id(),
    commitmentId: uuid("commitment_id")
      .notNull()
      .references(() => commitments.id),
    /** The indicator that left its bounds; null: somebody saw it. */
    indicatorId: uuid("indicator_id").references(() => commitmentIndicators.id),
    month: date("month", { mode: "string" }),
    value: doublePrecision("value"),
    /** The bounds at that moment. */
    low: doublePrecision("low"),
    high: doublePrecision("high"),
    text: text("text").notNull().default(""),
    raisedBy: uuid("raised_by").references(() => people.id),
    raisedAt: instant("raised_at").notNull(),
    holderId: uuid("holder_id").references(() => people.id),
    dueAt: instant("due_at").notNull(),
    version: integer("version").notNull().default(1),
    /** When the trustee was told (AE15: "any anomaly observed"). */
    toldAt: instant("told_at"),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by").references(() => people.id),
    resolution: text("resolution").notNull().default(""),
  },
  (table) => [
    index("commitment_anomalies_of").on(table.commitmentId, table.raisedAt, table.id),
    index("commitment_anomalies_open").on(table.dueAt, table.id).where(sql`closed_at is null`),
    uniqueIndex("commitment_anomalies_once").on(table.indicatorId, table.month),
    check("commitment_anomalies_closed", sql`closed_at is null or resolution <> ''`),
    check("commitment_anomalies_said", sql`text <> '' or (indicator_id is not null and month is not null)`),
  ],
);

/** A date of the register: so many months after its start, or a day that its document names. */
export const commitmentMilestones = pgTable(
  "commitment_milestones",
  {
    id: id(),
    registerId: uuid("register_id")
      .notNull()
      .references(() => commitmentRegisters.id),
    key: text("key").notNull(),
    title: jsonb("title").$type<RegisterWords>().notNull(),
    afterMonths: integer("after_months"),
    onDay: date("on_day", { mode: "string" }),
    /** The last moment of its day in Brussels; null while the start is not known. */
    dueAt: instant("due_at"),
    doneAt: instant("done_at"),
    doneBy: uuid("done_by").references(() => people.id),
    doneNote: text("done_note").notNull().default(""),
  },
  (table) => [
    uniqueIndex("commitment_milestones_key").on(table.registerId, table.key),
    index("commitment_milestones_due").on(table.dueAt, table.id).where(sql`done_at is null and due_at is not null`),
    check("commitment_milestones_placed", sql`(after_months is null) <> (on_day is null)`),
  ],
);

/** A report to the trustee: all that it says is in `snapshot`, sealed by its hash. Never changed (trigger) but to say that it was sent. */
export const trusteeReports = pgTable(
  "trustee_reports",
  {
    id: id(),
    registerId: uuid("register_id")
      .notNull()
      .references(() => commitmentRegisters.id),
    firstDay: date("first_day", { mode: "string" }).notNull(),
    lastDay: date("last_day", { mode: "string" }).notNull(),
    /** Canonical JSON, the very text that was hashed. */
    snapshot: text("snapshot").notNull(),
    sha256: text("sha256").notNull(),
    madeAt: instant("made_at").notNull(),
    madeBy: uuid("made_by").references(() => people.id),
    sentAt: instant("sent_at"),
    sentBy: uuid("sent_by").references(() => people.id),
  },
  (table) => [index("trustee_reports_of").on(table.registerId, table.madeAt, table.id)],
);
