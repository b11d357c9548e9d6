import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
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
import { trustedFlaggers } from "./flaggers";
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
    /** Without what tells of the person who shared it: this is what letters print. */
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

export type SnapshotMedia = {
  mediaId: string;
  kind: "image" | "video";
  alt: string;
  sensitive: boolean;
  /** Nobody said whether it is. */
  isUnsaid?: boolean;
};

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
    /** When its words and pictures were taken out because nothing needs them any more (trigger: once, and only so). */
    purgedAt: instant("purged_at"),
  },
  (table) => [index("snapshots_item").on(table.itemId, table.takenAt)],
);

/** Why a picture or video is not here, in codes of lib/intake (catalogue `media`); none is an answer's own text. */
export type MediaFailure = string;

/**
 * Pictures and videos of reported content, fetched once at intake or stored by a program. A picture is encoded anew by
 * lib/intake/picture.rules.ts, so that nothing but the picture is in it. Served only through our own route, with a fixed
 * type, to people signed in; the thing itself only to somebody whose look is on record. Where the bytes are, only
 * lib/intake/media.store.ts knows: in rows of before in `bytes`, else in the store under `sha256`.
 */
export const media = pgTable(
  "media",
  {
    id: id(),
    platformId: platformId(),
    /** `waiting`: named by its address and not fetched yet. `failed`: it will not be; `failure` says why. */
    state: text("state").$type<"stored" | "waiting" | "failed">().notNull().default("stored"),
    /** By content once it is stored; before, what its sender called it. */
    kind: text("kind").$type<"image" | "video">().notNull().default("image"),
    /** Of the bytes as they are kept, hex; empty until there are any. */
    sha256: text("sha256").notNull().default(""),
    mime: text("mime").notNull().default(""),
    bytes: bytes("bytes"),
    size: integer("size").notNull().default(0),
    /** A small picture of it with nothing to make out, grey, WebP: what is shown until somebody asks. Null in rows made before, and of videos without a poster. */
    blurred: bytes("blurred"),
    /** The same in colour and with more points: weaker veils are made from it. */
    soft: bytes("soft"),
    /** A video that was encoded anew here, without its sound and what its camera wrote. */
    isEncoded: boolean("is_encoded").notNull().default(false),
    /** Zero: not known. */
    width: integer("width").notNull().default(0),
    height: integer("height").notNull().default(0),
    sourceUrl: text("source_url"),
    failure: text("failure").$type<MediaFailure>(),
    createdAt: instant("created_at").notNull(),
    storedAt: instant("stored_at"),
  },
  (table) => [index("media_sha256").on(table.sha256).where(sql`sha256 <> ''`)],
);

/**
 * Bytes that a platform's pictures and videos take: a running sum that a trigger of `media` keeps, so that a fetch asks for
 * one row and not for all that was ever stored.
 */
export const mediaTotals = pgTable("media_totals", {
  platformId: text("platform_id").primaryKey(),
  bytes: bigint("bytes", { mode: "number" }).notNull().default(0),
});

/** Files in the store, by SHA-256 (hex): written down before the file is, so that one nothing names is found and cleaned. */
export const mediaFiles = pgTable(
  "media_files",
  {
    sha256: text("sha256").primaryKey(),
    size: integer("size").notNull(),
    touchedAt: instant("touched_at").notNull(),
  },
  (table) => [index("media_files_touched").on(table.touchedAt)],
);

/** Who an external id belongs to: a key, or the desk with its people and its command line. */
export const noticeSender = (apiKeyId: AnyPgColumn | SQL) =>
  sql`coalesce(${apiKeyId}, '00000000-0000-0000-0000-000000000000'::uuid)`;

/** What a notifier said of the content and nobody vouches for: shown to the moderator, believed by nothing. */
export type NoticeClaims = { role?: string; surface?: string; publishedAt?: string };

/**
 * How a trusted flagger stood to a notice when it came: only `inside` its area has priority (Art. 22(1)). `no_area`: the
 * notice says not what it is about; `unlisted`: a program says it is one, and no entity of the list is bound to it.
 */
export type FlaggerStanding = "inside" | "outside" | "no_area" | "not_yet" | "suspended" | "withdrawn" | "unlisted";

/** What a source brings so that its word can be weighed; every part is optional (lib/intake/bringing.rules.ts). */
export type NoticeBringing = {
  concerned?: string | undefined;
  proof?: string | undefined;
  isMinor?: boolean | undefined;
  tool?: string | undefined;
  finding?: string | undefined;
  score?: number | undefined;
};

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
    /** Offences of Articles 3 to 7 of Directive 2011/93/EU: name and e-mail are not asked for; given, they are kept. */
    childAbuseClaim: boolean("child_abuse_claim").notNull().default(false),
    category: text("category"),
    legalReference: text("legal_reference"),
    explanation: text("explanation").notNull(),
    tags: jsonb("tags").$type<string[]>().notNull().default(emptyArray),
    relation: text("relation"),
    goodFaithAt: instant("good_faith_at").notNull(),
    goodFaithWording: text("good_faith_wording").notNull(),
    language: text("language").notNull(),
    /** Whether tools found it, as its source says; null: not said (lib/intake/detection.rules.ts). */
    automatedDetection: text("automated_detection").$type<"full" | "partial" | "none">(),
    automated: text("automated").$type<"none" | "partial" | "full">().notNull().default("none"),
    receivedAt: instant("received_at").notNull(),
    /** The sender's own key of this notice, for a repeat of it. Another sender may use the same one. */
    externalId: text("external_id"),
    /** What was sent, hashed with a secret: the same `externalId` with another body is a conflict. */
    bodyHash: text("body_hash"),
    apiKeyId: uuid("api_key_id"),
    /** The entity of the public list that sent it, and how it stood there when it came (lib/intake/flagger.rules.ts). */
    flaggerId: uuid("flagger_id").references(() => trustedFlaggers.id),
    flaggerStanding: text("flagger_standing").$type<FlaggerStanding>(),
    /** What a source brings to be believed: whose guardian, which right, which tool (lib/intake/bringing.rules.ts). */
    bringing: jsonb("bringing").$type<NoticeBringing>(),
    /** When its notifier took it back: they are told no outcome; the case stays what it is. */
    withdrawnAt: instant("withdrawn_at"),
    /** When somebody found that it shows the illegality without detailed legal study: knowledge begins (Art. 16(3)). Never moved (trigger). */
    knowledgeAt: instant("knowledge_at"),
    knowledgeSetBy: uuid("knowledge_set_by"),
    /** When what it said of its sender or of a minor was taken out (lib/retention). */
    purgedAt: instant("purged_at"),
  },
  (table) => [
    uniqueIndex("notices_reference").on(table.reference),
    uniqueIndex("notices_external")
      .on(table.platformId, noticeSender(table.apiKeyId), table.externalId)
      .where(sql`external_id is not null`),
    index("notices_received").on(table.platformId, table.receivedAt, table.id),
    // What became of the earlier notices of one sender; visitors share a platform's key and are told apart by address.
    index("notices_sender").on(table.apiKeyId, table.id).where(sql`source not in ('guest', 'registered')`),
    index("notices_flagger").on(table.flaggerId, table.id).where(sql`flagger_id is not null`),
  ],
);

/** Name and e-mail of a notifier, apart from the notice, so that they can be erased on their own date. */
export const noticeContacts = pgTable(
  "notice_contacts",
  {
    noticeId: uuid("notice_id")
      .primaryKey()
      .references(() => notices.id),
    name: text("name"),
    email: text("email"),
    language: text("language").notNull(),
    zone: text("zone").notNull(),
  },
  (table) => [
    index("notice_contacts_email").on(sql`lower(${table.email})`, table.noticeId).where(sql`email is not null`),
  ],
);

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
    /** As this notifier wrote it: their share link may say who they are, so it is for their own eyes only. */
    location: text("location").notNull(),
    /** Where inside the item: "picture 2", "00:41:10". */
    detail: text("detail").notNull().default(""),
    claims: jsonb("claims").$type<NoticeClaims>(),
    decisionId: uuid("decision_id"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("notice_items_case").on(table.caseId),
    index("notice_items_decision").on(table.decisionId).where(sql`decision_id is not null`),
    uniqueIndex("notice_items_once").on(table.noticeId, table.itemId),
  ],
);
