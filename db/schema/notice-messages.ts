import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { notices } from "./intake";
import { people } from "./people";

/**
 * What the desk asked a notifier and what they answered or asked themselves. Neither learns who the other is: the
 * notifier reads "the desk", the desk reads "the notifier".
 */
export const noticeMessages = pgTable(
  "notice_messages",
  {
    id: id(),
    platformId: platformId(),
    noticeId: uuid("notice_id")
      .notNull()
      .references(() => notices.id),
    by: text("by").$type<"desk" | "notifier">().notNull(),
    /** Who of the desk; never shown to the notifier. */
    writtenBy: uuid("written_by").references(() => people.id),
    text: text("text").notNull(),
    writtenAt: instant("written_at").notNull(),
  },
  (table) => [index("notice_messages_notice").on(table.noticeId, table.writtenAt)],
);
