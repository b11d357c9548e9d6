import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { notices } from "./intake";
import { people } from "./people";
import { cases } from "./queue";

export type RevealState = "asked" | "consented" | "refused" | "withdrawn";

/**
 * That a statement of reasons on one case names who sent one notice, because the illegality cannot be told without it (DSA
 * Art. 17(3)(b), S6). One person asks with a reason; only another one consents (check). Rows are kept (trigger).
 */
export const notifierReveals = pgTable(
  "notifier_reveals",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    noticeId: uuid("notice_id")
      .notNull()
      .references(() => notices.id),
    why: text("why").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => people.id),
    askedAt: instant("asked_at").notNull(),
    state: text("state").$type<RevealState>().notNull().default("asked"),
    /** The second person, and what they say to it. */
    answeredBy: uuid("answered_by").references(() => people.id),
    answeredAt: instant("answered_at"),
    answerWhy: text("answer_why"),
    withdrawnBy: uuid("withdrawn_by").references(() => people.id),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [
    uniqueIndex("notifier_reveals_one").on(table.caseId, table.noticeId).where(sql`state in ('asked', 'consented')`),
    index("notifier_reveals_case").on(table.caseId, table.askedAt),
    index("notifier_reveals_asked").on(table.askedAt, table.id).where(sql`state = 'asked'`),
    check("notifier_reveals_second", sql`${table.answeredBy} <> ${table.askedBy}`),
    check("notifier_reveals_reason", sql`btrim(${table.why}) <> ''`),
    check(
      "notifier_reveals_answered",
      sql`${table.state} not in ('consented', 'refused') or (${table.answeredBy} is not null and ${table.answeredAt} is not null and btrim(${table.answerWhy}) <> '')`,
    ),
  ],
);
