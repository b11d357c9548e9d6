import { customType, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** What was learned from a platform's decisions. Made anew from all of them each time, so that the same ones give the same model. */
export const learnedModels = pgTable(
  "learned_models",
  {
    id: id(),
    platformId: platformId(),
    /** Names the decisions and the lexicon it was made of; stored with each suggestion it takes part in. */
    version: text("version").notNull(),
    /** The lexicon and rules whose numbering the weights follow: with others the model is of no use. */
    basis: text("basis").notNull(),
    examples: integer("examples").notNull(),
    labels: integer("labels").notNull(),
    /** The newest decision it learned from. */
    newestAt: instant("newest_at").notNull(),
    trainedAt: instant("trained_at").notNull(),
    /** The weights, packed; null once two newer models are there, for they can be made again. */
    body: bytes("body"),
  },
  (table) => [
    uniqueIndex("learned_models_version").on(table.platformId, table.version),
    index("learned_models_newest").on(table.platformId, table.trainedAt),
  ],
);
