import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant } from "./columns";
import { apiKeys, people } from "./people";

export type FlaggerStatus = "active" | "suspended" | "withdrawn";

/**
 * Entities on the public list of trusted flaggers (DSA Art. 22). A coordinator gives and takes the status, so rows are
 * written by the import of the list and by nothing else (DSA.md T2).
 */
export const trustedFlaggers = pgTable(
  "trusted_flaggers",
  {
    id: id(),
    /** What the list calls the entity: its own number, or name and country where it has none. */
    listKey: text("list_key").notNull(),
    /** Where the list was taken from, as the admin who imported it wrote. */
    sourceList: text("source_list").notNull(),
    name: text("name").notNull(),
    /** The Member State whose coordinator gave the status, ISO 3166. It holds in the whole Union. */
    coordinatorCountry: text("coordinator_country").notNull(),
    /** Areas of expertise: statement categories, without their prefix. */
    areas: jsonb("areas").$type<string[]>().notNull().default(emptyArray),
    status: text("status").$type<FlaggerStatus>().notNull(),
    validFrom: instant("valid_from"),
    suspendedAt: instant("suspended_at"),
    withdrawnAt: instant("withdrawn_at"),
    firstSyncedAt: instant("first_synced_at").notNull(),
    lastSyncedAt: instant("last_synced_at").notNull(),
  },
  (table) => [uniqueIndex("trusted_flaggers_listed").on(table.sourceList, table.listKey)],
);

/**
 * Who a key or an address belongs to: an entity of the list, or somebody this platform calls a partner. The label is
 * private and gives no priority; only the list does.
 */
export const knownSenders = pgTable(
  "known_senders",
  {
    id: id(),
    flaggerId: uuid("flagger_id").references(() => trustedFlaggers.id),
    partnerLabel: text("partner_label").notNull().default(""),
    apiKeyId: uuid("api_key_id").references(() => apiKeys.id),
    address: text("address"),
    boundBy: uuid("bound_by").references(() => people.id),
    boundAt: instant("bound_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("known_senders_key").on(table.apiKeyId).where(sql`ended_at is null and api_key_id is not null`),
    uniqueIndex("known_senders_address")
      .on(sql`lower(${table.address})`)
      .where(sql`ended_at is null and address is not null`),
    check("known_senders_one_way", sql`num_nonnulls(${table.apiKeyId}, ${table.address}) = 1`),
    check("known_senders_somebody", sql`${table.flaggerId} is not null or ${table.partnerLabel} <> ''`),
  ],
);

/** That a coordinator was told of a flagger whose notices were too often wrong (Art. 22(6)), and with what. */
export const coordinatorLetters = pgTable(
  "coordinator_letters",
  {
    id: id(),
    flaggerId: uuid("flagger_id")
      .notNull()
      .references(() => trustedFlaggers.id),
    /** As it was sent, by whom it was sent and outside this desk. */
    text: text("text").notNull(),
    noticesCounted: integer("notices_counted").notNull(),
    noticesRejected: integer("notices_rejected").notNull(),
    recordedBy: uuid("recorded_by").references(() => people.id),
    toldAt: instant("told_at").notNull(),
  },
  (table) => [index("coordinator_letters_flagger").on(table.flaggerId, table.toldAt)],
);
