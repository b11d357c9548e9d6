import { customType, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, platformId } from "./columns";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const searchKinds = ["case", "account", "notice", "decision", "note", "appeal", "held_appeal"] as const;
export type SearchKind = (typeof searchKinds)[number];

/**
 * What can be found, by kind: the words of a row with their places, and never the row itself. Made by lib/search in the
 * transaction that writes the row. Names and addresses of notifiers are in none.
 */
export const searchDocuments = pgTable(
  "search_documents",
  {
    kind: text("kind").$type<SearchKind>().notNull(),
    /** The row of that kind. */
    refId: uuid("ref_id").notNull(),
    platformId: platformId(),
    /** Where it leads; null for an account. */
    caseId: uuid("case_id"),
    /** Of the case's content; null for an account. */
    language: text("language"),
    at: instant("at").notNull(),
    tokens: tsvector("tokens").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.refId] }),
    index("search_documents_tokens").using("gin", table.tokens),
    // Walked backwards: the newest first.
    index("search_documents_newest").on(table.at, table.refId),
  ],
);
