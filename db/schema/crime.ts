import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant, platformId } from "./columns";
import { people } from "./people";
import { cases } from "./queue";

/** What is suspected; each threatens the life or the safety of somebody (DSA Art. 18(1)). */
export type Offence = "threat_to_life" | "terrorism" | "child_abuse" | "trafficking" | "other_safety";
/** Who is told: the state concerned, or where it is not known the fallbacks of Art. 18(2). */
export type CrimeAddressee = "state_concerned" | "establishment" | "europol" | "establishment_and_europol";

/**
 * A copy of the evidence of one case, whole, on its own: what becomes of the content, its snapshots or its media does not
 * touch it (DSA.md K3). Never changed (trigger).
 */
export const evidenceLocks = pgTable(
  "evidence_locks",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    copy: jsonb("copy").$type<Record<string, unknown>>().notNull(),
    /** Of the copy in its canonical spelling, with the list of its files; hex. */
    sha256: text("sha256").notNull(),
    lockedBy: uuid("locked_by")
      .notNull()
      .references(() => people.id),
    lockedAt: instant("locked_at").notNull(),
    /** Of a referral that was refused: when the copy was deleted, on its date (Q89). The hash stays. */
    purgedAt: instant("purged_at"),
  },
  (table) => [index("evidence_locks_case").on(table.caseId)],
);

/** Files of a locked copy, by the SHA-256 under which the store keeps them: named here, they are never cleaned. */
export const evidenceFiles = pgTable(
  "evidence_files",
  {
    id: id(),
    lockId: uuid("lock_id")
      .notNull()
      .references(() => evidenceLocks.id),
    mediaId: uuid("media_id").notNull(),
    sha256: text("sha256").notNull(),
    mime: text("mime").notNull(),
    size: integer("size").notNull(),
  },
  (table) => [
    uniqueIndex("evidence_files_once").on(table.lockId, table.mediaId),
    index("evidence_files_sha256").on(table.sha256),
  ],
);

/**
 * A suspicion of a crime that threatens life or safety (Art. 18). Apart from the decision on the content; while it is
 * open, its case is not decided (trigger). It ends sent, or refused by somebody else than who opened it (trigger).
 */
export const crimeReferrals = pgTable(
  "crime_referrals",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    lockId: uuid("lock_id")
      .notNull()
      .references(() => evidenceLocks.id),
    offence: text("offence").$type<Offence>().notNull(),
    why: text("why").notNull(),
    /** The Member State concerned, ISO 3166; null: it cannot be told (Art. 18(2)). */
    country: text("country"),
    state: text("state").$type<"open" | "sent" | "refused">().notNull().default("open"),
    openedBy: uuid("opened_by")
      .notNull()
      .references(() => people.id),
    /** When the suspicion arose. */
    suspicionAt: instant("suspicion_at").notNull(),
    addressee: text("addressee").$type<CrimeAddressee>(),
    /** The authority by name, and its number for it. */
    authority: text("authority"),
    authorityReference: text("authority_reference"),
    /** SHA-256 of the evidence that went. */
    contentHash: text("content_hash"),
    sentAt: instant("sent_at"),
    sentBy: uuid("sent_by").references(() => people.id),
    refusedAt: instant("refused_at"),
    refusedBy: uuid("refused_by").references(() => people.id),
    refusedWhy: text("refused_why"),
  },
  (table) => [
    uniqueIndex("crime_referrals_one_open").on(table.caseId).where(sql`state = 'open'`),
    index("crime_referrals_state").on(table.state, table.suspicionAt, table.id),
    index("crime_referrals_case").on(table.caseId, table.suspicionAt),
    check(
      "crime_referrals_ended",
      sql`case ${table.state} when 'sent' then num_nulls(${table.addressee}, ${table.authority}, ${table.contentHash}, ${table.sentAt}, ${table.sentBy}) = 0
        when 'refused' then num_nulls(${table.refusedAt}, ${table.refusedBy}, ${table.refusedWhy}) = 0 else true end`,
    ),
    check("crime_referrals_second_person", sql`${table.refusedBy} is null or ${table.refusedBy} <> ${table.openedBy}`),
    check(
      "crime_referrals_country",
      sql`${table.addressee} is null or (${table.addressee} = 'state_concerned') = (${table.country} is not null)`,
    ),
  ],
);
