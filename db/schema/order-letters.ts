import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { decisions, deliveryEnum } from "./decisions";
import { accounts } from "./intake";
import { orders } from "./orders";
import { people } from "./people";
import type { StatementPart } from "./statements";

/** How the duty to tell somebody of an order ended without a mail or a link: they were told in another way, or nobody can reach them. */
export type OrderLetterClosed = "told" | "unreachable";

/**
 * What the person concerned was told of an order, stored as sent (Art. 9(5), 10(5)). Written once the authority allows it,
 * and not before: until then there is nothing that somebody could open. The signed link carries this row's id.
 */
export const orderLetters = pgTable(
  "order_letters",
  {
    id: id(),
    platformId: platformId(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    /** Of an order to act: the decision on their item; null: an order for information. */
    decisionId: uuid("decision_id").references(() => decisions.id),
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    language: text("language").notNull(),
    zone: text("zone").notNull(),
    subject: text("subject").notNull(),
    parts: jsonb("parts").$type<StatementPart[]>().notNull(),
    delivery: deliveryEnum("delivery").notNull(),
    composedAt: instant("composed_at").notNull(),
    sentAt: instant("sent_at"),
    readAt: instant("read_at"),
    /** Who sees to it that they learn of it; another may take it over. */
    takenBy: uuid("taken_by").references(() => people.id),
    takenAt: instant("taken_at"),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by").references(() => people.id),
    closedHow: text("closed_how").$type<OrderLetterClosed>(),
    /** In whose words who reads the record learns how, or why not. */
    closedWhy: text("closed_why"),
  },
  (table) => [
    uniqueIndex("order_letters_once").on(
      table.orderId,
      sql`coalesce(${table.decisionId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
    ),
    index("order_letters_decision").on(table.decisionId).where(sql`decision_id is not null`),
    // Letters that had nowhere to go, for when an address becomes known.
    index("order_letters_unreached")
      .on(table.composedAt, table.id)
      .where(sql`delivery = 'not_deliverable' and read_at is null`),
    // The clock: whom somebody still has to tell.
    index("order_letters_owed")
      .on(table.composedAt, table.id)
      .where(sql`read_at is null and closed_at is null and delivery in ('held', 'not_deliverable')`),
    check(
      "order_letters_closed",
      sql`num_nulls(${table.closedAt}, ${table.closedBy}, ${table.closedHow}, ${table.closedWhy}) in (0, 4)`,
    ),
  ],
);
