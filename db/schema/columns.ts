import { sql } from "drizzle-orm";
import { text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";

/** Primary key: a UUID v7 made by the app, so that rows made later sort later. */
export const id = () =>
  uuid("id")
    .primaryKey()
    .$defaultFn(() => v7());

/** Precision 3: a JavaScript Date is then an exact keyset cursor. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** Every domain row carries its platform, so that a platform's rows can be kept together on one shard later. */
export const platformId = () => text("platform_id").notNull();

/** The empty JSON array, as a column default. */
export const emptyArray = sql`'[]'::jsonb`;
export const emptyObject = sql`'{}'::jsonb`;
