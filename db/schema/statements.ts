import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { decisions, deliveryEnum } from "./decisions";
import { notices } from "./intake";

/** `typed`: words in it that are in another language than the letter's, to be marked with it (BCP 47). */
export type StatementPart = {
  id: string;
  heading: string;
  paragraphs: string[];
  typed?: { text: string; language: string }[] | undefined;
};

/**
 * What a letter tells: the decision itself; that a report was referred, which is no decision on the content; that a
 * decision told before has changed on the other side's appeal; or, to the affected person, that a finding told before was
 * made again and nothing was found.
 */
export type LetterKind = "decision" | "referral" | "changed" | "cleared";

/**
 * What one addressee is told about one decision, stored as sent: the statement of reasons to the affected person
 * (Art. 17) or the outcome to a notifier (Art. 16(5)). The signed link carries this row's id.
 */
export const statements = pgTable(
  "statements",
  {
    id: id(),
    platformId: platformId(),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    addressee: text("addressee").$type<"affected" | "notifier">().notNull(),
    letter: text("letter").$type<LetterKind>().notNull().default("decision"),
    accountId: uuid("account_id"),
    noticeId: uuid("notice_id").references(() => notices.id),
    /** Article 17 statement (a restriction was imposed); false for outcomes, warnings and points. */
    isStatementOfReasons: boolean("is_statement_of_reasons").notNull(),
    language: text("language").notNull(),
    zone: text("zone").notNull(),
    subject: text("subject").notNull(),
    parts: jsonb("parts").$type<StatementPart[]>().notNull(),
    delivery: deliveryEnum("delivery").notNull().default("held"),
    composedAt: instant("composed_at").notNull(),
    sentAt: instant("sent_at"),
    /** Of a statement of reasons: the last moment of the day on which the restriction begins, where its addressee is (Art. 17(2), S2). */
    dueAt: instant("due_at"),
    informedAt: instant("informed_at"),
    readAt: instant("read_at"),
    /** Last moment of the appeal window: six calendar months from `informedAt`, in the addressee's zone. */
    appealUntil: instant("appeal_until"),
    revokedAt: instant("revoked_at"),
    /** Chosen once, never reused, for the Transparency Database (DSA.md B3). */
    puid: text("puid"),
  },
  (table) => [
    index("statements_decision").on(table.decisionId),
    index("statements_notice").on(table.noticeId),
    // The clocks: what is still owed, what was sent lately, and windows by their end.
    index("statements_owed").on(table.dueAt, table.id).where(sql`due_at is not null and delivery = 'held'`),
    index("statements_windows").on(table.appealUntil, table.id).where(sql`appeal_until is not null`),
    // Letters that had nowhere to go, for when an address becomes known.
    index("statements_unreached")
      .on(table.composedAt, table.id)
      .where(sql`delivery = 'not_deliverable' and read_at is null`),
    uniqueIndex("statements_puid").on(table.platformId, table.puid),
  ],
);
