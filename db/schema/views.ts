import { boolean, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { people } from "./people";

/** A part of the queue that somebody gave a name: for themselves, or for everybody at the desk. */
export const queueViews = pgTable(
  "queue_views",
  {
    id: id(),
    ownerId: uuid("owner_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    /** As the address bar has it, checked by the queue's own contract. */
    filter: jsonb("filter").$type<Record<string, string>>().notNull(),
    isShared: boolean("is_shared").notNull().default(false),
    savedAt: instant("saved_at").notNull(),
  },
  (table) => [index("queue_views_owner").on(table.ownerId)],
);
