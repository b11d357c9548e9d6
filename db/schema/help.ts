import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant } from "./columns";
import { people } from "./people";

/** What there is help for; the same words as in lib/platform/help.rules.ts. */
type HelpTopic = "self_harm" | "intimate_images" | "child_abuse";

/** Where people find help, as an admin named it for one country or for all of them (REQUIREMENTS Q88). */
export const helpResources = pgTable(
  "help_resources",
  {
    id: id(),
    /** ISO 3166-1 code; null: it helps wherever somebody is. */
    country: text("country"),
    /** What it helps with (lib/platform/help.rules.ts); at least one. */
    topics: jsonb("topics").$type<HelpTopic[]>().notNull(),
    organisation: text("organisation").notNull(),
    phone: text("phone"),
    url: text("url"),
    /** Languages that are spoken there; empty where nobody said. */
    languages: jsonb("languages").$type<string[]>().notNull().default(emptyArray),
    version: integer("version").notNull().default(0),
    changedAt: instant("changed_at").notNull(),
    changedBy: uuid("changed_by").references(() => people.id),
  },
  (table) => [
    check("help_resources_reached", sql`${table.phone} is not null or ${table.url} is not null`),
    check("help_resources_about", sql`jsonb_array_length(${table.topics}) > 0`),
  ],
);
