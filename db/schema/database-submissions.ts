import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { databaseCopies } from "./database-copies";
import { people } from "./people";
import { platforms } from "./policy";

/** A field that was refused, by the API's name, with what was said of it. */
export type RefusedField = { field: string; said: string[] };

/**
 * waiting: to be sent, at `runAt` or later; sending: on its way, and whoever finds it so after its lease does not know how
 * that ended; asking: its PUID is taken, and the database is asked whether by this statement; delivered: it is there;
 * tried: it is there in a trial run, and goes to the database itself once the trial is over; held: a person must look;
 * given_up: a person said that it is not sent.
 */
export type SubmissionState = "waiting" | "sending" | "asking" | "tried" | "delivered" | "held" | "given_up";

/**
 * The outbox of the Transparency Database (DSA Art. 24(5), B1): a row for each copy, written by a trigger in the
 * transaction that writes the copy, so that none can be forgotten. What is told is the copy's; here stands how far it is.
 */
export const databaseSubmissions = pgTable(
  "database_submissions",
  {
    id: id(),
    platformId: platformId(),
    copyId: uuid("copy_id")
      .notNull()
      .references(() => databaseCopies.id),
    puid: text("puid").notNull(),
    state: text("state").$type<SubmissionState>().notNull().default("waiting"),
    runAt: instant("run_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lockedUntil: instant("locked_until"),
    /** Not in a batch: whatever fails in it is then its own fault. */
    isAlone: boolean("is_alone").notNull().default(false),
    /** Written before the first try begins: the database's guard against a second one ends 181 days later. */
    firstTriedAt: instant("first_tried_at"),
    /** A code (lib/transparency/submission.rules.ts): why it is held, or what the last try met. */
    why: text("why"),
    fields: jsonb("fields").$type<RefusedField[]>().notNull().default(emptyArray),
    /** The database's own number of it; null for one that arrived without our hearing of it. */
    uuid: text("uuid"),
    response: jsonb("response"),
    /** When we knew that it is there. */
    deliveredAt: instant("delivered_at"),
    settledBy: uuid("settled_by").references(() => people.id),
    settledAt: instant("settled_at"),
    settledWhy: text("settled_why"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("database_submissions_copy").on(table.copyId),
    uniqueIndex("database_submissions_puid").on(table.platformId, table.puid),
    index("database_submissions_due")
      .on(table.platformId, table.runAt, table.id)
      .where(sql`state in ('waiting', 'sending', 'asking')`),
    index("database_submissions_tried").on(table.platformId).where(sql`state = 'tried'`),
    index("database_submissions_held").on(table.createdAt, table.id).where(sql`state = 'held'`),
  ],
);

/** How one platform's way to the Transparency Database stands; no row: nothing was ever wrong. */
export const databaseQueues = pgTable("database_queues", {
  platformId: text("platform_id")
    .primaryKey()
    .references(() => platforms.id),
  /** Nothing is sent until somebody starts it again. */
  stoppedAt: instant("stopped_at"),
  stoppedWhy: text("stopped_why"),
  /** Nothing is sent before: it asked to be left alone (429), or did not answer. */
  waitsUntil: instant("waits_until"),
  /** Answers in a row that said nothing of use. */
  failures: integer("failures").notNull().default(0),
  lastFailure: text("last_failure"),
});
