import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import { platforms } from "./policy";

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Where a notice came from (DSA Art. 16, 22; WeChat AUP 9, 10). Trusted flagger and authority are never self-declared. */
export const sourceEnum = pgEnum("notice_source", [
  "guest",
  "registered",
  "trusted_flagger",
  "authority",
  "court",
  "guardian",
  "rights_holder",
  "third_party",
  "own_detection",
]);

/** Who made content, on one platform. `externalId` is the platform's own. Contact is what the platform told us. */
export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    externalId: text("external_id").notNull(),
    handle: text("handle").notNull(),
    kind: text("kind").$type<"business" | "private" | null>(),
    email: text("email"),
    language: text("language"),
    zone: text("zone"),
    jurisdiction: text("jurisdiction"),
    facts: jsonb("facts").$type<Record<string, string>>().notNull().default(emptyObject),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("accounts_external").on(table.platformId, table.externalId),
    // The search of the list of accounts: by the beginning of a handle or an id, whatever the case.
    index("accounts_handle_begins").on(sql`lower(${table.handle}) text_pattern_ops`),
    index("accounts_external_begins").on(sql`lower(${table.externalId}) text_pattern_ops`),
  ],
);

/** The thing reported. `locationKey` is the location normalised, so that ten reports of one post are one item. */
export const contentItems = pgTable(
  "content_items",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    location: text("location").notNull(),
    locationKey: text("location_key").notNull(),
    accountId: uuid("account_id").references(() => accounts.id),
    /** The author's role when it was made: merchant, buyer, affiliate; null when nobody told us. */
    role: text("role"),
    surface: text("surface"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("content_items_location").on(table.platformId, table.locationKey),
    index("content_items_account").on(table.accountId),
    index("content_items_role").on(table.role, table.accountId).where(sql`role is not null`),
  ],
);

export type SnapshotMedia = { mediaId: string; kind: "image" | "video"; alt: string; sensitive: boolean };

/** What the item was when it was reported. Never changed (trigger), whatever happens to the original. */
export const snapshots = pgTable(
  "snapshots",
  {
    id: id(),
    platformId: platformId(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => contentItems.id),
    title: text("title").notNull().default(""),
    text: text("text").notNull().default(""),
    /** BCP 47 as detected or stated; "und" when unknown. */
    language: text("language").notNull().default("und"),
    media: jsonb("media").$type<SnapshotMedia[]>().notNull().default(emptyArray),
    /** What its surface would show: stars, product, price, thread, recipient, advertiser … */
    context: jsonb("context").$type<Record<string, unknown>>().notNull().default(emptyObject),
    contentAt: instant("content_at").notNull(),
    /** False: nobody said when it was made, `contentAt` is the time of the first notice and the moderator is asked. */
    contentAtKnown: boolean("content_at_known").notNull(),
    takenAt: instant("taken_at").notNull(),
    sha256: text("sha256").notNull(),
  },
  (table) => [index("snapshots_item").on(table.itemId, table.takenAt)],
);

/** Pictures as stored. Served only through our own route, with a fixed type, to people signed in. */
export const media = pgTable("media", {
  id: id(),
  platformId: platformId(),
  sha256: text("sha256").notNull(),
  mime: text("mime").notNull(),
  bytes: bytes("bytes").notNull(),
  width: integer("width").notNull(),
  height: integer("height").notNull(),
  createdAt: instant("created_at").notNull(),
});

/** One person's report (DSA Art. 16). Who they are is kept apart in `notice_contacts`. */
export const notices = pgTable(
  "notices",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    /** Shown to the person: N-7K3P-Q9XD. With the secret it opens the tracking page. */
    reference: text("reference").notNull(),
    secretHash: text("secret_hash").notNull(),
    source: sourceEnum("source").notNull(),
    channel: text("channel").$type<"form" | "api" | "cli" | "desk">().notNull(),
    /** Illegality is claimed: an Article 16 notice. False: a report about the terms only (DSA.md N12). */
    legalClaim: boolean("legal_claim").notNull(),
    /** Offences of Articles 3 to 7 of Directive 2011/93/EU: name and e-mail are waived. */
    childAbuseClaim: boolean("child_abuse_claim").notNull().default(false),
    category: text("category"),
    legalReference: text("legal_reference"),
    explanation: text("explanation").notNull(),
    tags: jsonb("tags").$type<string[]>().notNull().default(emptyArray),
    relation: text("relation"),
    goodFaithAt: instant("good_faith_at").notNull(),
    goodFaithWording: text("good_faith_wording").notNull(),
    language: text("language").notNull(),
    automated: text("automated").$type<"none" | "partial" | "full">().notNull().default("none"),
    receivedAt: instant("received_at").notNull(),
    /** Key of the sender in bulk imports, for a repeat of the same line. */
    externalId: text("external_id"),
    apiKeyId: uuid("api_key_id"),
  },
  (table) => [
    uniqueIndex("notices_reference").on(table.reference),
    uniqueIndex("notices_external").on(table.platformId, table.externalId).where(sql`external_id is not null`),
    index("notices_received").on(table.platformId, table.receivedAt, table.id),
  ],
);

/** Name and e-mail of a notifier, apart from the notice, so that they can be erased on their own date. */
export const noticeContacts = pgTable("notice_contacts", {
  noticeId: uuid("notice_id")
    .primaryKey()
    .references(() => notices.id),
  name: text("name"),
  email: text("email"),
  language: text("language").notNull(),
  zone: text("zone").notNull(),
});

/** One item of a notice; each has its own case and its own outcome (DSA.md N2). */
export const noticeItems = pgTable(
  "notice_items",
  {
    id: id(),
    platformId: platformId(),
    noticeId: uuid("notice_id")
      .notNull()
      .references(() => notices.id),
    itemId: uuid("item_id")
      .notNull()
      .references(() => contentItems.id),
    caseId: uuid("case_id").notNull(),
    location: text("location").notNull(),
    /** Where inside the item: "picture 2", "00:41:10". */
    detail: text("detail").notNull().default(""),
    decisionId: uuid("decision_id"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("notice_items_case").on(table.caseId),
    index("notice_items_decision").on(table.decisionId).where(sql`decision_id is not null`),
    uniqueIndex("notice_items_once").on(table.noticeId, table.itemId),
  ],
);
