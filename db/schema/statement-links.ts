import { integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { people } from "./people";
import { statements } from "./statements";

/** Why a letter's link was replaced: the mail with it was lost, or somebody else than its addressee holds it. */
export type LinkReplaced = "lost" | "wrong_person";

/**
 * That the signed link of a letter was replaced by a newer one: from that moment every earlier one opens nothing (AE2).
 * A letter without a row here has the link that it was composed with. Only `openedAt` is ever set later (trigger).
 */
export const statementLinks = pgTable(
  "statement_links",
  {
    id: id(),
    platformId: platformId(),
    statementId: uuid("statement_id")
      .notNull()
      .references(() => statements.id),
    /** 1 is the first replacement; the link carries it. */
    serial: integer("serial").notNull(),
    why: text("why").$type<LinkReplaced>().notNull(),
    /** What happened, in the supervisor's words; never sent to anybody. */
    note: text("note").notNull(),
    replacedBy: uuid("replaced_by")
      .notNull()
      .references(() => people.id),
    replacedAt: instant("replaced_at").notNull(),
    /** When its addressee first opened it. */
    openedAt: instant("opened_at"),
  },
  (table) => [uniqueIndex("statement_links_once").on(table.statementId, table.serial)],
);
