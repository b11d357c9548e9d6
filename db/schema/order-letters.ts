import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { decisions, deliveryEnum, type StatementPart } from "./decisions";
import { accounts } from "./intake";
import { orders } from "./orders";

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
  ],
);
