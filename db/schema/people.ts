import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant } from "./columns";

export const roleEnum = pgEnum("role", ["moderator", "supervisor", "admin", "auditor"]);

/** A person who signs in to the desk. The role and `sessionVersion` are read on each request, never from the cookie. */
export const people = pgTable(
  "people",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: roleEnum("role").notNull(),
    passwordHash: text("password_hash").notNull(),
    /** Raised when the role or password changes or an admin revokes everything: older cookies then die at once. */
    sessionVersion: integer("session_version").notNull().default(1),
    locale: text("locale").notNull().default("en"),
    /** What they are given to work on: lib/platform/skills.rules.ts. */
    skills: jsonb("skills")
      .$type<{ languages?: string[]; platforms?: string[]; groups?: string[]; childSafety?: boolean }>()
      .notNull()
      .default(emptyObject),
    /** The team they work in; whoever answers an appeal may have to come from another one (`appealsOutsideTeam`). */
    team: text("team"),
    /** The password was made for them and somebody else has seen it: until they choose one, nothing else is open to them. */
    mustChangePassword: boolean("must_change_password").notNull().default(false),
    /** How strongly pictures are veiled for them, where they want it stricter than the setting; null: as it says. */
    mediaVeil: text("media_veil").$type<"low" | "medium" | "high" | null>(),
    isDemo: boolean("is_demo").notNull().default(false),
    disabledAt: instant("disabled_at"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [uniqueIndex("people_email").on(sql`lower(${table.email})`)],
);

/** One sign-in on one device; its id is in the cookie, so an admin can end just this one. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    userAgent: text("user_agent").notNull().default(""),
    revokedAt: instant("revoked_at"),
    revokedBy: uuid("revoked_by"),
  },
  (table) => [index("sessions_person").on(table.personId, table.lastSeenAt)],
);

/** Failed and successful sign-ins, counted for the lockout. `subject` is a hash of the address or of the network address. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    id: id(),
    subject: text("subject").notNull(),
    succeeded: boolean("succeeded").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [index("sign_in_attempts_subject").on(table.subject, table.at)],
);

/** Proof that a person may answer appeals (DSA Art. 20(6)): what, from when, until when. */
export const qualifications = pgTable(
  "qualifications",
  {
    id: id(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    subject: text("subject").notNull(),
    validFrom: instant("valid_from").notNull(),
    validUntil: instant("valid_until"),
    recordedBy: uuid("recorded_by"),
  },
  (table) => [index("qualifications_person").on(table.personId)],
);

/** A key for the public API; only its SHA-256 is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    name: text("name").notNull(),
    keyHash: text("key_hash").notNull(),
    /** Empty means every platform. */
    platformIds: jsonb("platform_ids").$type<string[]>().notNull().default(emptyArray),
    permissions: jsonb("permissions").$type<string[]>().notNull().default(emptyArray),
    createdBy: uuid("created_by"),
    createdAt: instant("created_at").notNull(),
    /** Written at most once a minute, so that a busy key is not one row that every call waits for. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    /** From then on it opens nothing; null: until it is revoked. */
    expiresAt: instant("expires_at"),
  },
  (table) => [uniqueIndex("api_keys_hash").on(table.keyHash)],
);

/**
 * That a person agreed that a key with `case.act` acts for them; only they give it and end it. An ended one is kept, and
 * one given again is a new row.
 */
export const actingConsents = pgTable(
  "acting_consents",
  {
    id: id(),
    keyId: uuid("key_id")
      .notNull()
      .references(() => apiKeys.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    givenAt: instant("given_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("acting_consents_open").on(table.keyId, table.personId).where(sql`ended_at is null`),
    index("acting_consents_person").on(table.personId, table.givenAt),
  ],
);
