import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals";
import { id, instant, platformId } from "./columns";
import { misuseAppeals } from "./misuse";

/**
 * What somebody sent with their complaint, about a decision or about a suspension for misuse, as it is kept: pictures
 * encoded anew, documents by what is in them. The bytes are in the store under `sha256`. Never changed (trigger), and only
 * ever handed out as a download.
 */
export const appealAttachments = pgTable(
  "appeal_attachments",
  {
    id: id(),
    platformId: platformId(),
    /** Of one of the two (check). */
    appealId: uuid("appeal_id").references(() => appeals.id),
    misuseAppealId: uuid("misuse_appeal_id").references(() => misuseAppeals.id),
    position: integer("position").notNull(),
    /** Cleaned: no path, no sign that hides or turns anything, the ending of what it is. */
    name: text("name").notNull(),
    kind: text("kind").$type<"picture" | "pdf" | "text">().notNull(),
    mime: text("mime").notNull(),
    size: integer("size").notNull(),
    /** Of the bytes as they are kept, hex. */
    sha256: text("sha256").notNull(),
    storedAt: instant("stored_at").notNull(),
  },
  (table) => [
    uniqueIndex("appeal_attachments_place").on(table.appealId, table.position),
    uniqueIndex("appeal_attachments_misuse_place")
      .on(table.misuseAppealId, table.position)
      .where(sql`misuse_appeal_id is not null`),
    index("appeal_attachments_sha256").on(table.sha256),
    check("appeal_attachments_of_one", sql`num_nonnulls(${table.appealId}, ${table.misuseAppealId}) = 1`),
  ],
);
