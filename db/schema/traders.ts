import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { decisions } from "./decisions";
import { accounts } from "./intake";
import { people } from "./people";

/** What a marketplace must know of a trader before it trades (DSA Art. 30(1)), by the names of DSA.md C4. */
export type TraderField = "name" | "address" | "phone" | "email" | "idRef" | "register" | "payment" | "selfCertified";

/** The trader behind an account of a marketplace (DSA Art. 30). What is personal in it goes six months after the contract. */
export const traders = pgTable(
  "traders",
  {
    accountId: uuid("account_id")
      .primaryKey()
      .references(() => accounts.id),
    platformId: platformId(),
    version: integer("version").notNull().default(1),
    name: text("name").notNull().default(""),
    address: text("address").notNull().default(""),
    phone: text("phone").notNull().default(""),
    email: text("email").notNull().default(""),
    /** Number of an identity document, or where its copy is kept. */
    idRef: text("id_ref").notNull().default(""),
    /** Trade register and number there; "none" where the trader is in none. */
    register: text("register").notNull().default(""),
    payment: text("payment").notNull().default(""),
    /** When the trader certified to offer only what complies with the law of the Union. */
    selfCertifiedAt: instant("self_certified_at"),
    /** When somebody made best efforts to check it (Art. 30(2)). */
    checkedAt: instant("checked_at"),
    checkedBy: uuid("checked_by").references(() => people.id),
    correctionAskedAt: instant("correction_asked_at"),
    correctionDueAt: instant("correction_due_at"),
    correctionOf: jsonb("correction_of").$type<TraderField[]>().notNull().default(emptyArray),
    correctionWhy: text("correction_why").notNull().default(""),
    /** The decision that refused or suspended the trader; whether it still holds is the decision's to say. */
    decisionId: uuid("decision_id").references(() => decisions.id),
    measure: text("measure").$type<"suspended" | "refused">(),
    contractEndedAt: instant("contract_ended_at"),
    /** The last moment at which the data is kept (Art. 30(5)). */
    purgeAt: instant("purge_at"),
    purgedAt: instant("purged_at"),
  },
  (table) => [
    index("traders_platform").on(table.platformId, table.accountId),
    index("traders_purge").on(table.purgeAt),
    index("traders_decision").on(table.decisionId),
  ],
);

/** A partner of a platform's affiliate programme, and how it was screened (commitment AE6). */
export const affiliates = pgTable("affiliates", {
  accountId: uuid("account_id")
    .primaryKey()
    .references(() => accounts.id),
  platformId: platformId(),
  version: integer("version").notNull().default(1),
  /** Null: nobody screened it, which is shown as such. */
  screenedAt: instant("screened_at"),
  screenedBy: uuid("screened_by").references(() => people.id),
  result: text("result").$type<"passed" | "failed">(),
  note: text("note").notNull().default(""),
  decisionId: uuid("decision_id").references(() => decisions.id),
});

/**
 * Stronger penalties of ours for one kind of scheme (commitment AE5): no document of a platform holds them, so they are
 * kept apart from its table and say that they are the desk's own.
 */
export const strongerPenalties = pgTable(
  "stronger_penalties",
  {
    id: id(),
    platformId: platformId(),
    violationType: text("violation_type").$type<"hidden_link">().notNull(),
    subjectKind: text("subject_kind").$type<"seller" | "buyer" | "affiliate">().notNull(),
    /** The first, second … time; the last one holds from there on. */
    step: integer("step").notNull(),
    /** The pack's action id: the least that is imposed at this step. */
    action: text("action").notNull(),
    changedBy: uuid("changed_by").references(() => people.id),
    changedAt: instant("changed_at").notNull(),
  },
  (table) => [
    uniqueIndex("stronger_penalties_step").on(table.platformId, table.violationType, table.subjectKind, table.step),
  ],
);
