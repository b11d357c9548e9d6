import { sql } from "drizzle-orm";
import { jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { people } from "./people";
import { platforms } from "./policy";

/** The short summary of a platform's terms in one language, with the remedies (DSA Art. 14(5)). A new text is a new row. */
export const termsSummaries = pgTable(
  "terms_summaries",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    /** ISO 639-1, one of the official languages of the Union (Art. 14(6)), or Chinese by its script. */
    language: text("language").notNull(),
    summary: text("summary").notNull(),
    remedies: text("remedies").notNull(),
    /** The whole terms, where the platform publishes them in this language; empty: nowhere. */
    url: text("url").notNull().default(""),
    writtenBy: uuid("written_by").references(() => people.id),
    writtenAt: instant("written_at").notNull(),
    /** When a later text took its place. */
    replacedAt: instant("replaced_at"),
  },
  (table) => [
    uniqueIndex("terms_summaries_current").on(table.platformId, table.language).where(sql`replaced_at is null`),
  ],
);

/** The Member States that a platform serves; empty: all of them. */
export const termsStates = pgTable("terms_states", {
  platformId: text("platform_id")
    .primaryKey()
    .references(() => platforms.id),
  states: jsonb("states").$type<string[]>().notNull().default(emptyArray),
});
