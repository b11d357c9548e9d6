import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { media } from "./intake";
import { people } from "./people";
import { cases } from "./queue";

/**
 * What a stored picture looks like (lib/intake/picture-hash.rules.ts), and which file it was; of a video the file alone. A
 * trigger makes the row with that of the picture; whoever stores it, or the worker, fills it. `madeAt` null: nobody has
 * looked yet.
 */
export const pictureHashes = pgTable(
  "picture_hashes",
  {
    mediaId: uuid("media_id")
      .primaryKey()
      .references(() => media.id, { onDelete: "cascade" }),
    platformId: platformId(),
    /** SHA-256 (hex) of the file as it was sent: what lists of files hold. Null in rows made before. */
    sentSha256: text("sent_sha256"),
    /** Null with `madeAt`: nothing to compare in it, or it cannot be read. */
    phash: text("phash"),
    dhash: text("dhash"),
    madeAt: instant("made_at"),
  },
  (table) => [index("picture_hashes_unmade").on(table.mediaId).where(sql`made_at is null`)],
);

/** Which picture or video is in which snapshot: a trigger keeps what `snapshots.media` says. `lookedAt` null: not compared yet. */
export const snapshotPictures = pgTable(
  "snapshot_pictures",
  {
    snapshotId: uuid("snapshot_id").notNull(),
    mediaId: uuid("media_id").notNull(),
    itemId: uuid("item_id").notNull(),
    platformId: platformId(),
    lookedAt: instant("looked_at"),
  },
  (table) => [
    primaryKey({ columns: [table.snapshotId, table.mediaId] }),
    index("snapshot_pictures_media").on(table.mediaId),
    index("snapshot_pictures_item").on(table.itemId),
    index("snapshot_pictures_unseen").on(table.snapshotId, table.mediaId).where(sql`looked_at is null`),
  ],
);

export type HashKind = "sha256" | "perceptual";

/** A list of hashes of known content that an admin loaded. Never pictures. */
export const hashLists = pgTable("hash_lists", {
  id: id(),
  name: text("name").notNull(),
  source: text("source").notNull(),
  /** What it holds, as notices name it (lib/intake/contract.ts); `child_safety` makes a case one for those cleared. */
  category: text("category").notNull(),
  kind: text("kind").$type<HashKind>().notNull(),
  /** Bits that a picture may differ in; 0 for files. */
  threshold: integer("threshold").notNull(),
  size: integer("size").notNull(),
  isOn: boolean("is_on").notNull().default(true),
  loadedBy: uuid("loaded_by").references(() => people.id),
  loadedAt: instant("loaded_at").notNull(),
  /** How far the pictures of open cases were looked at with it; null: all of them. */
  walkedTo: uuid("walked_to"),
});

export const hashListEntries = pgTable(
  "hash_list_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    listId: uuid("list_id")
      .notNull()
      .references(() => hashLists.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    /** Of a perceptual hash (`keysOfHash`); empty for a file. */
    keys: integer("keys").array().notNull(),
  },
  (table) => [
    uniqueIndex("hash_list_entries_once").on(table.listId, table.hash),
    index("hash_list_entries_hash").on(table.hash),
    index("hash_list_entries_keys").using("gin", table.keys),
  ],
);

/** A picture of a case was on a list. Stays when the list goes: what a tool did is told with the decision. */
export const hashMatches = pgTable(
  "hash_matches",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    mediaId: uuid("media_id").notNull(),
    listId: uuid("list_id").notNull(),
    listName: text("list_name").notNull(),
    category: text("category").notNull(),
    kind: text("kind").$type<HashKind>().notNull(),
    /** In bits of 64; 0 for the same file. */
    distance: integer("distance").notNull(),
    matchedAt: instant("matched_at").notNull(),
  },
  (table) => [
    uniqueIndex("hash_matches_once").on(table.caseId, table.mediaId, table.listId),
    index("hash_matches_list").on(table.listId),
  ],
);
