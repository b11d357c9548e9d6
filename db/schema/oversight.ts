import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { decisions } from "./decisions";
import { apiKeys, people } from "./people";

export type AuditMark = "in_order" | "finding" | "question";

/**
 * Decisions that an auditor drew, so that anybody can draw the very same again: by the hash of the seed and the decision's
 * id, among those that were made in the period and had taken effect. What was drawn never changes (trigger).
 */
export const auditDraws = pgTable(
  "audit_draws",
  {
    id: id(),
    platformId: platformId(),
    title: text("title").notNull(),
    /** Decisions made from then on, and before `until`. */
    from: instant("from_at").notNull(),
    until: instant("until_at").notNull(),
    size: integer("size").notNull(),
    seed: text("seed").notNull(),
    /** How many there were to draw from. */
    population: integer("population").notNull(),
    /** Whether cases of child safety were among them: they are only if the auditor is cleared. */
    withChildSafety: boolean("with_child_safety").notNull(),
    drawnBy: uuid("drawn_by")
      .notNull()
      .references(() => people.id),
    drawnAt: instant("drawn_at").notNull(),
    /** The auditor's last word; nothing is marked after it. */
    summary: text("summary"),
    closedAt: instant("closed_at"),
  },
  (table) => [
    index("audit_draws_drawn").on(table.drawnAt, table.id),
    check("audit_draws_period", sql`${table.from} < ${table.until}`),
    check("audit_draws_closed", sql`(${table.summary} is null) = (${table.closedAt} is null)`),
  ],
);

/** One decision of a draw: what the auditor found, and what a supervisor answered. */
export const auditDrawItems = pgTable(
  "audit_draw_items",
  {
    id: id(),
    platformId: platformId(),
    drawId: uuid("draw_id")
      .notNull()
      .references(() => auditDraws.id),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    /** Its place in the draw, from 1. */
    position: integer("position").notNull(),
    mark: text("mark").$type<AuditMark>(),
    comment: text("comment").notNull().default(""),
    markedAt: instant("marked_at"),
    answer: text("answer"),
    answeredBy: uuid("answered_by").references(() => people.id),
    answeredAt: instant("answered_at"),
  },
  (table) => [
    uniqueIndex("audit_draw_items_place").on(table.drawId, table.position),
    uniqueIndex("audit_draw_items_once").on(table.drawId, table.decisionId),
    index("audit_draw_items_decision").on(table.decisionId),
    check(
      "audit_draw_items_answered",
      sql`num_nulls(${table.answer}, ${table.answeredBy}, ${table.answeredAt}) in (0, 3)`,
    ),
  ],
);

/** That somebody may read public decisions for research (DSA Art. 40(12)): who, where, what for, until when. The key itself is that of the API. */
export const researchGrants = pgTable(
  "research_grants",
  {
    id: id(),
    keyId: uuid("key_id")
      .notNull()
      .references(() => apiKeys.id),
    holder: text("holder").notNull(),
    institution: text("institution").notNull(),
    purpose: text("purpose").notNull(),
    grantedBy: uuid("granted_by")
      .notNull()
      .references(() => people.id),
    grantedAt: instant("granted_at").notNull(),
    until: instant("until_at").notNull(),
  },
  (table) => [
    uniqueIndex("research_grants_key").on(table.keyId),
    index("research_grants_granted").on(table.grantedAt, table.id),
    check("research_grants_term", sql`${table.grantedAt} < ${table.until}`),
  ],
);

/** What was handed out to researchers: who, what, when, how many. `rows` is null while it runs, or when it broke off. */
export const researchExports = pgTable(
  "research_exports",
  {
    id: id(),
    grantId: uuid("grant_id")
      .notNull()
      .references(() => researchGrants.id),
    format: text("format").$type<"page" | "ndjson" | "csv">().notNull(),
    /** Platform, empty for all that the key may read. */
    platformId: text("platform_id").notNull().default(""),
    from: instant("from_at"),
    until: instant("until_at"),
    startedAt: instant("started_at").notNull(),
    endedAt: instant("ended_at"),
    rows: integer("rows"),
  },
  (table) => [
    index("research_exports_started").on(table.startedAt, table.id),
    index("research_exports_grant").on(table.grantId, table.startedAt),
  ],
);
