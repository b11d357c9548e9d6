import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals";
import { id, instant, platformId } from "./columns";
import { notices } from "./intake";
import { misuseMeasures } from "./misuse";
import { statements } from "./statements";

/**
 * What was sent in a notice of somebody whose notices are not processed: the notice is kept, without a case. Taken in
 * when the suspension ends, however it ends.
 */
export const heldNotices = pgTable(
  "held_notices",
  {
    noticeId: uuid("notice_id")
      .primaryKey()
      .references(() => notices.id),
    platformId: platformId(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => misuseMeasures.id),
    /** As it came in, without name and address: those are with the notice, to be erased on their own date. */
    input: jsonb("input").$type<Record<string, unknown>>().notNull(),
    receivedAt: instant("received_at").notNull(),
    /** When it was sent in again for its sender. */
    takenInAt: instant("taken_in_at"),
  },
  (table) => [index("held_notices_measure").on(table.measureId, table.receivedAt)],
);

/** A file that came with a complaint that waits: what `appeal_attachments` gets when it is taken up. */
export type HeldFile = { name: string; kind: "picture" | "pdf" | "text"; mime: string; size: number; sha256: string };

/**
 * A complaint of somebody whose complaints are not processed for a time (Art. 23(2)), as it came in and in time. It is
 * filed by itself when the suspension ends, however it ends; until then nobody works on it and nothing of it runs out.
 */
export const heldAppeals = pgTable(
  "held_appeals",
  {
    id: id(),
    platformId: platformId(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => misuseMeasures.id),
    statementId: uuid("statement_id")
      .notNull()
      .references(() => statements.id),
    /** The appeal keeps it: what the person was given is what they are answered under. */
    reference: text("reference").notNull(),
    text: text("text").notNull(),
    files: jsonb("files").$type<HeldFile[]>().notNull(),
    receivedAt: instant("received_at").notNull(),
    /** When it was filed, and as which appeal; or why there was nothing left to file it against: a key of `failures`. */
    takenInAt: instant("taken_in_at"),
    appealId: uuid("appeal_id").references(() => appeals.id),
    notTakenWhy: text("not_taken_why"),
    /** When its words were deleted, on their date (Q89). */
    purgedAt: instant("purged_at"),
  },
  (table) => [
    uniqueIndex("held_appeals_reference").on(table.reference),
    uniqueIndex("held_appeals_once").on(table.statementId).where(sql`taken_in_at is null`),
    index("held_appeals_measure").on(table.measureId, table.receivedAt),
    check(
      "held_appeals_taken",
      sql`(${table.takenInAt} is null) = (${table.appealId} is null and ${table.notTakenWhy} is null) and num_nonnulls(${table.appealId}, ${table.notTakenWhy}) < 2`,
    ),
  ],
);
