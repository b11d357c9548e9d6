import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { accounts, notices } from "./intake";
import { people } from "./people";

/** Kinds of information that an authority may be given of a person (Art. 10(1)); what is none of them is said in words. */
export type InformationKind =
  | "identity"
  | "contact"
  | "registration"
  | "access"
  | "payment"
  | "trade"
  | "content"
  | "messages"
  | "other";
/** By which way it reached the authority. */
export type InformationWay = "portal" | "encrypted_mail" | "mail" | "post" | "in_person" | "other";

export type OrderElement = "legalBasis" | "reasons" | "locations" | "redress";

/** An order of an authority or a court to act against illegal content (DSA Art. 9) or to provide information (Art. 10). */
export const orders = pgTable(
  "orders",
  {
    id: id(),
    platformId: platformId(),
    kind: text("kind").$type<"act" | "information">().notNull(),
    authority: text("authority").notNull(),
    /** The state that orders, ISO 3166: the report counts by it. */
    country: text("country").notNull(),
    /** Where the authority is answered, and in which language. */
    email: text("email").notNull(),
    language: text("language").notNull(),
    /** The authority's own number. */
    authorityReference: text("authority_reference").notNull().default(""),
    legalBasis: text("legal_basis").notNull().default(""),
    reasons: text("reasons").notNull().default(""),
    locations: jsonb("locations").$type<string[]>().notNull().default(emptyArray),
    redress: text("redress").notNull().default(""),
    /** Countries in which it is to have effect; none named: as the order says. */
    territories: jsonb("territories").$type<string[]>().notNull().default(emptyArray),
    /** A statement category without its prefix; null: the order names none. */
    category: text("category"),
    /** Of an information order: whom it is about. */
    accountId: uuid("account_id").references(() => accounts.id),
    /** Of an order to act: the notice under which its items are in the queue, once it names where they are. */
    noticeId: uuid("notice_id").references(() => notices.id),
    receivedAt: instant("received_at").notNull(),
    recordedBy: uuid("recorded_by").references(() => people.id),
    recordedAt: instant("recorded_at").notNull(),
    acknowledgedAt: instant("acknowledged_at"),
    clarificationAskedAt: instant("clarification_asked_at"),
    clarifiedAt: instant("clarified_at"),
    /** When effect was given or was refused, and how it ended. */
    effectAt: instant("effect_at"),
    effect: text("effect").$type<"given" | "partly" | "not_given">(),
    effectNote: text("effect_note").notNull().default(""),
    /** The authority forbids to tell the person concerned before; null: they are told with the effect. */
    holdUntil: instant("hold_until"),
    /** When the last person concerned was told, or the duty to tell them ended with a reason; null while somebody is not (Art. 9(5), 10(5)). */
    userToldAt: instant("user_told_at"),
  },
  (table) => [
    index("orders_received").on(table.receivedAt, table.id),
    // The clocks: what is to be given effect, and whom somebody may be told of from when on.
    index("orders_open").on(table.receivedAt, table.id).where(sql`effect_at is null`),
    index("orders_effect").on(table.effectAt).where(sql`effect_at is not null`),
    index("orders_holds").on(table.holdUntil, table.id).where(sql`hold_until is not null and user_told_at is null`),
    index("orders_notice").on(table.noticeId).where(sql`notice_id is not null`),
  ],
);

/**
 * What an authority was given on an order to provide information (Art. 10): which kinds, when, by whom and by which way;
 * never the information itself. Written once, with the effect of the order, and changed by nobody.
 */
export const orderAnswers = pgTable(
  "order_answers",
  {
    id: id(),
    platformId: platformId(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    kinds: jsonb("kinds").$type<InformationKind[]>().notNull(),
    /** What the kinds do not say, in words. */
    description: text("description").notNull().default(""),
    way: text("way").$type<InformationWay>().notNull(),
    providedAt: instant("provided_at").notNull(),
    recordedBy: uuid("recorded_by")
      .notNull()
      .references(() => people.id),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [uniqueIndex("order_answers_once").on(table.orderId)],
);
