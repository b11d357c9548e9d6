import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { emptyArray, emptyObject, id, instant, platformId } from "./columns";
import { people } from "./people";

export const versionStateEnum = pgEnum("version_state", ["draft", "in_review", "scheduled", "in_force", "retired"]);

/** A service whose rules apply. `id` is its slug. */
export const platforms = pgTable("platforms", {
  id: text("id").primaryKey(),
  name: jsonb("name").$type<{ en: string; hans: string; hant: string }>().notNull(),
  /** Case references begin with it: WX-20811. */
  prefix: text("prefix").notNull(),
  zone: text("zone").notNull(),
  /** As whoever added it named them, in slugs; those of the built-in platforms stand in their packs. */
  roles: jsonb("roles").$type<string[]>().notNull().default(emptyArray),
  surfaces: jsonb("surfaces").$type<string[]>().notNull().default(emptyArray),
  /** What the DSA asks of its provider (lib/policy/tier.rules.ts). */
  tier: text("tier")
    .$type<"hosting" | "small_platform" | "online_platform" | "very_large">()
    .notNull()
    .default("online_platform"),
  /** Consumers conclude contracts with traders there: the identity of traders is kept (Art. 30). */
  isMarketplace: boolean("is_marketplace").notNull().default(true),
  createdAt: instant("created_at").notNull(),
});

/**
 * A change of what a platform's provider is by the DSA: from what to what, from which day (in the platform's zone), why, and
 * who said so. At most one waits for its day; one that another replaced keeps `replacedAt`.
 */
export const platformTierChanges = pgTable(
  "platform_tier_changes",
  {
    id: id(),
    platformId: platformId().references(() => platforms.id),
    fromTier: text("from_tier").$type<"hosting" | "small_platform" | "online_platform" | "very_large">().notNull(),
    fromMarketplace: boolean("from_marketplace").notNull(),
    tier: text("tier").$type<"hosting" | "small_platform" | "online_platform" | "very_large">().notNull(),
    isMarketplace: boolean("is_marketplace").notNull(),
    effectiveFrom: date("effective_from", { mode: "string" }).notNull(),
    why: text("why").notNull(),
    setBy: uuid("set_by").references(() => people.id),
    setAt: instant("set_at").notNull(),
    /** When it began to hold: the start of its day, or when it was said for the same day. */
    appliedAt: instant("applied_at"),
    replacedAt: instant("replaced_at"),
  },
  (table) => [
    uniqueIndex("platform_tier_changes_waiting")
      .on(table.platformId)
      .where(sql`applied_at is null and replaced_at is null`),
    index("platform_tier_changes_applied").on(table.platformId, table.appliedAt),
  ],
);

/**
 * One edition of a platform's pack as loaded: the whole JSON, by its SHA-256. Never changed (trigger); the loader adds
 * a row when the pack that comes with the product is a new one. The newest `loadedAt` of a platform is the one in use.
 */
export const policyPacks = pgTable(
  "policy_packs",
  {
    id: id(),
    platformId: text("platform_id")
      .notNull()
      .references(() => platforms.id),
    revision: integer("revision").notNull(),
    sha256: text("sha256").notNull(),
    pack: jsonb("pack").notNull(),
    /** How many versions published at the desk it holds, on top of the pack that was loaded first. */
    published: integer("published").notNull().default(0),
    loadedAt: instant("loaded_at").notNull(),
  },
  (table) => [
    uniqueIndex("policy_packs_sha").on(table.platformId, table.sha256),
    index("policy_packs_newest").on(table.platformId, table.loadedAt),
  ],
);

/** A published, dated, unchangeable edition of a platform's rules; announced is not in force. */
export const policyVersions = pgTable(
  "policy_versions",
  {
    id: id(),
    platformId: text("platform_id")
      .notNull()
      .references(() => platforms.id),
    /** The pack's own id: "v2", "aup-2023-08-01". */
    ref: text("ref").notNull(),
    label: text("label").notNull(),
    documents: jsonb("documents").$type<string[]>().notNull(),
    announcedOn: date("announced_on", { mode: "string" }),
    effectiveFrom: date("effective_from", { mode: "string" }),
    effectiveTo: date("effective_to", { mode: "string" }),
    textAvailable: boolean("text_available").notNull(),
    state: versionStateEnum("state").notNull(),
    /** SHA-256 of the version's rules without editorial fields: the same ref with other rules is refused by the loader. */
    rulesSha256: text("rules_sha256").notNull(),
    /** How that text was made (lib/policy/fingerprint.rules.ts). */
    rulesPrint: integer("rules_print").notNull().default(1),
    publishedAt: instant("published_at"),
    publishedBy: uuid("published_by"),
  },
  (table) => [uniqueIndex("policy_versions_ref").on(table.platformId, table.ref)],
);

/** One citable rule in one version. `rule` is the pack's clause as published; never changed (trigger). */
export const policyClauses = pgTable(
  "policy_clauses",
  {
    id: id(),
    platformId: text("platform_id").notNull(),
    versionId: uuid("version_id")
      .notNull()
      .references(() => policyVersions.id),
    ref: text("ref").notNull(),
    parentRef: text("parent_ref"),
    position: integer("position").notNull(),
    kind: text("kind").notNull(),
    enforceable: boolean("enforceable").notNull(),
    title: text("title").notNull(),
    rule: jsonb("rule").notNull(),
  },
  (table) => [
    uniqueIndex("policy_clauses_ref").on(table.versionId, table.ref),
    index("policy_clauses_platform").on(table.platformId, table.ref),
  ],
);

/** Severity, Transparency Database category, keywords: ours, not the platform's, and marked so. May change at any time. */
export const clauseEditorial = pgTable(
  "clause_editorial",
  {
    platformId: text("platform_id").notNull(),
    ref: text("ref").notNull(),
    editorial: jsonb("editorial").notNull().default(emptyObject),
    updatedAt: instant("updated_at").notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.platformId, table.ref] })],
);
