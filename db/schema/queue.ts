import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  type ExtraConfigColumn,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { emptyArray, id, instant, platformId } from "./columns";
import { accounts, contentItems, snapshots, sourceEnum } from "./intake";
import { people } from "./people";

export const caseStateEnum = pgEnum("case_state", ["open", "claimed", "waiting", "escalated", "decided", "reopened"]);

const undecided = sql`state <> 'decided'`;
const decided = sql`state = 'decided'`;

type Ordered = Record<"rank" | "openedAt" | "dueAt" | "id", ExtraConfigColumn>;

/** The three orders of the queue (by risk, by age, by deadline) behind one filter column, or behind none. */
function inEachOrder(name: string, filter: ExtraConfigColumn | null, among: SQL, by: Ordered) {
  const { rank, openedAt, dueAt, id } = by;
  return filter
    ? [
        index(`${name}_rank`).on(filter, rank, openedAt, id).where(among),
        index(`${name}_opened`).on(filter, openedAt, id).where(among),
        index(`${name}_due`).on(filter, dueAt, id).where(among),
      ]
    : [
        index(`${name}_rank`).on(rank, openedAt, id).where(among),
        index(`${name}_opened`).on(openedAt, id).where(among),
        index(`${name}_due`).on(dueAt, id).where(among),
      ];
}

/**
 * All open notices on one item under one platform; what a moderator works on.
 * `version` rises with each change, so a decision made on an old view is told so.
 */
export const cases = pgTable(
  "cases",
  {
    id: id(),
    platformId: platformId(),
    number: bigint("number", { mode: "number" }).notNull().generatedAlwaysAsIdentity({ startWith: 20100 }),
    itemId: uuid("item_id")
      .notNull()
      .references(() => contentItems.id),
    snapshotId: uuid("snapshot_id")
      .notNull()
      .references(() => snapshots.id),
    accountId: uuid("account_id").references(() => accounts.id),
    state: caseStateEnum("state").notNull().default("open"),
    /** The state to go back to when a claim is released or lapses. */
    restingState: caseStateEnum("resting_state").notNull().default("open"),
    version: integer("version").notNull().default(1),
    /** Ascending: the smallest is served first. Made by lib/queue/rank.rules.ts; `rankWhy` explains it. */
    rank: integer("rank").notNull(),
    rankWhy: jsonb("rank_why")
      .$type<{ code: string; points: number; values?: Record<string, string | number> }[]>()
      .notNull()
      .default(emptyArray),
    openedAt: instant("opened_at").notNull(),
    dueAt: instant("due_at").notNull(),
    source: sourceEnum("source").notNull(),
    language: text("language").notNull(),
    surface: text("surface"),
    /** The collection or section of the best suggestion: the filter "clause group". */
    clauseGroup: text("clause_group"),
    severity: text("severity"),
    noticeCount: integer("notice_count").notNull().default(0),
    tags: jsonb("tags").$type<string[]>().notNull().default(emptyArray),
    /** What may be hard to look at (lib/platform/harm.rules.ts), as notifiers say, and as its suggested clause says. */
    harmsTold: jsonb("harms_told").$type<string[]>().notNull().default(emptyArray),
    harmsRead: jsonb("harms_read").$type<string[]>().notNull().default(emptyArray),
    harms: jsonb("harms").$type<string[]>().notNull().generatedAlwaysAs(sql`harms_told || harms_read`),
    /** The abuse of a child is claimed: only people who are cleared for it see that there is a case. */
    childSafety: boolean("child_safety")
      .notNull()
      .generatedAlwaysAs(
        sql`(rank_why @> '[{"code": "child_abuse"}]'::jsonb or rank_why @> '[{"code": "category", "values": {"category": "child_safety"}}]'::jsonb)`,
      ),
    /** For the grid: what it showed has pictures. Kept by lib/intake/recognise.command.ts. */
    hasPictures: boolean("has_pictures").notNull().default(false),
    excerpt: text("excerpt").notNull().default(""),
    claimedBy: uuid("claimed_by").references(() => people.id),
    leaseUntil: instant("lease_until"),
    /** The API key through which it was taken; null once its person opened it at the desk. */
    claimedThrough: uuid("claimed_through"),
    /** Laid ready for its holder while they work on another case; theirs, and not yet in their hands. */
    claimedAhead: boolean("claimed_ahead").notNull().default(false),
    /** Held by its holder while they go on with others; null: in hand, or nobody's. */
    heldUntil: instant("held_until"),
    /** Handed to a named person, by whom and why; until then it is kept for them. */
    handedTo: uuid("handed_to").references(() => people.id),
    handedBy: uuid("handed_by").references(() => people.id),
    handedWhy: text("handed_why"),
    handedUntil: instant("handed_until"),
    waitingFor: text("waiting_for"),
    waitingUntil: instant("waiting_until"),
    /** Who let it wait, escalated or referred it: their own way back to it. Says nothing once it rests elsewhere. */
    setAsideBy: uuid("set_aside_by").references(() => people.id),
    escalatedTo: text("escalated_to"),
    escalatedWhy: text("escalated_why"),
    decidedAt: instant("decided_at"),
    /** When the matcher read it, or could not; null: it has not come to it yet, or what it read has changed. */
    suggestedAt: instant("suggested_at"),
    /** Why there is no suggestion: the platform has no rules yet, or this text cannot be read. Never tried for ever. */
    unreadWhy: text("unread_why").$type<"no_rules" | "not_readable">(),
    /** When it was compared with the waves of its platform; null: not yet. */
    gatheredAt: instant("gathered_at"),
  },
  (table) => [
    uniqueIndex("cases_number").on(table.number),
    uniqueIndex("cases_one_open").on(table.itemId).where(sql`state <> 'decided'`),
    // Each filter of the queue in each of its three orders, so that a page costs the same however many cases there are.
    // Several filters at once start from the rarest; the statistics `cases_filters` tell the planner which that is.
    ...inEachOrder("cases", null, undecided, table),
    // Child safety comes first by risk: whoever is not cleared would walk past all of it on every page.
    index("cases_hidden_items").on(table.itemId).where(sql`child_safety`),
    ...inEachOrder("cases_general", null, sql`${undecided} and not child_safety`, table),
    ...inEachOrder("cases_platform", table.platformId, undecided, table),
    ...inEachOrder("cases_language", table.language, undecided, table),
    ...inEachOrder("cases_source", table.source, undecided, table),
    ...inEachOrder("cases_group", table.clauseGroup, sql`${undecided} and clause_group is not null`, table),
    ...inEachOrder("cases_resting", table.restingState, sql`${undecided} and resting_state <> 'open'`, table),
    // Few cases are tagged, so that walking those is enough.
    ...inEachOrder("cases_tagged", null, sql`${undecided} and tags <> '[]'::jsonb`, table),
    ...inEachOrder("cases_pictured", null, sql`${undecided} and has_pictures`, table),
    // Whether anything of a class waits: few cases are of any.
    index("cases_harmful").using("gin", table.harms).where(sql`${undecided} and harms <> '[]'::jsonb`),
    index("cases_waking").on(table.waitingUntil).where(sql`state = 'waiting'`),
    // Decided cases have one order, the newest first, behind each filter.
    index("cases_child_safety").on(table.id).where(sql`child_safety`),
    index("cases_decided").on(table.decidedAt, table.id).where(decided),
    index("cases_decided_platform").on(table.platformId, table.decidedAt, table.id).where(decided),
    index("cases_decided_language").on(table.language, table.decidedAt, table.id).where(decided),
    index("cases_decided_source").on(table.source, table.decidedAt, table.id).where(decided),
    index("cases_decided_group")
      .on(table.clauseGroup, table.decidedAt, table.id)
      .where(sql`${decided} and clause_group is not null`),
    index("cases_decided_tagged").on(table.decidedAt, table.id).where(sql`${decided} and tags <> '[]'::jsonb`),
    index("cases_claimed_by").on(table.claimedBy).where(sql`state = 'claimed'`),
    index("cases_set_aside_by").on(table.setAsideBy).where(sql`${undecided} and set_aside_by is not null`),
    index("cases_handed_to").on(table.handedTo).where(sql`${undecided} and handed_to is not null`),
    index("cases_unread").on(table.rank, table.openedAt).where(sql`suggested_at is null and state <> 'decided'`),
    index("cases_ungathered").on(table.openedAt, table.id).where(sql`gathered_at is null and state <> 'decided'`),
    index("cases_without_rules").on(table.platformId).where(sql`unread_why = 'no_rules' and state <> 'decided'`),
    index("cases_account").on(table.accountId, table.openedAt),
    index("cases_item").on(table.itemId),
    // The languages that occur, found by hopping from one to the next; those of hidden cases are for the cleared alone.
    index("cases_languages").on(table.language),
    index("cases_languages_general").on(table.language).where(sql`not child_safety`),
  ],
);

/** What the matcher suggested, with its version; kept beside what the person chose. */
export const caseSuggestions = pgTable(
  "case_suggestions",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    model: text("model").notNull(),
    confident: text("confident").$type<"yes" | "no">().notNull(),
    matches: jsonb("matches").notNull().default(emptyArray),
    /** What the matcher says of its own limits: only the beginning was read. */
    notes: jsonb("notes").$type<string[]>().notNull().default(emptyArray),
    madeAt: instant("made_at").notNull(),
  },
  (table) => [index("case_suggestions_case").on(table.caseId, table.madeAt)],
);

/** What somebody who holds a case asked a colleague, and the answer. The case stays with who asked. */
export const caseQuestions = pgTable(
  "case_questions",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => people.id),
    askedOf: uuid("asked_of")
      .notNull()
      .references(() => people.id),
    text: text("text").notNull(),
    askedAt: instant("asked_at").notNull(),
    answer: text("answer"),
    answeredAt: instant("answered_at"),
  },
  (table) => [
    index("case_questions_case").on(table.caseId, table.askedAt),
    index("case_questions_open").on(table.askedOf, table.askedAt).where(sql`answered_at is null`),
  ],
);

/** What colleagues wrote; those with an account follow the person to every later case. */
export const notes = pgTable(
  "notes",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id"),
    accountId: uuid("account_id"),
    text: text("text").notNull(),
    writtenBy: uuid("written_by")
      .notNull()
      .references(() => people.id),
    writtenAt: instant("written_at").notNull(),
  },
  (table) => [index("notes_case").on(table.caseId), index("notes_account").on(table.accountId)],
);

/**
 * That a named person may decide a case again although their own decision on it fell, by whom that was allowed, and why:
 * for a team in which nobody else can. Never changed (trigger); each holds for the decision that comes next.
 */
export const caseOverrides = pgTable(
  "case_overrides",
  {
    id: id(),
    platformId: platformId(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => cases.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    why: text("why").notNull(),
    allowedBy: uuid("allowed_by")
      .notNull()
      .references(() => people.id),
    allowedAt: instant("allowed_at").notNull(),
  },
  (table) => [index("case_overrides_case").on(table.caseId, table.personId, table.allowedAt)],
);
