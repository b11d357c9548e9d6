import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appeals } from "./appeals";
import { id, instant, platformId } from "./columns";
import { decisions } from "./decisions";
import { accounts, notices } from "./intake";
import { people } from "./people";
import type { LinkReplaced } from "./statement-links";
import type { StatementPart } from "./statements";

/** `content`: provides manifestly illegal content (Art. 23(1)). `reports`: sends manifestly unfounded notices or complaints (Art. 23(2)). */
export type MisuseSide = "content" | "reports";
export type MisuseState = "warned" | "suspended" | "ended";
export type MisuseOutcome = "upheld" | "partly_reversed" | "reversed";
export type MisuseChange = "shorter" | "warning";
/** What somebody finds from what was marked, before the suspension is shown to them. */
export type MisuseFinding = "nothing" | "warning" | "suspension";
export type MisuseLetterKind =
  | "warning"
  | "suspension"
  | "ended"
  | "not_processed"
  | "appeal_held"
  | "appeal_dropped"
  | "appeal_receipt"
  | "appeal_answer";

/** The four factors of Art. 23(3), with the numbers as the server counted them. */
export type MisuseAssessment = {
  /** Days of the window, YYYY-MM-DD. */
  from: string;
  to: string;
  count: number;
  total: number;
  /** `count / total` in hundredths of a percent, rounded: 3 of 8 is 3750. */
  ratio: number;
  gravity: string;
  consequences: string;
  /** `unknown`: nothing tells the intention, and the words say what was looked at. */
  intent: "deliberate" | "careless" | "unknown";
  intentWhy: string;
};

/** Whom the desk counts marks for: an account, or a sender of reports (an address or a key; see senderKey). */
export const misuseSubjects = pgTable(
  "misuse_subjects",
  {
    id: id(),
    platformId: platformId(),
    side: text("side").$type<MisuseSide>().notNull(),
    accountId: uuid("account_id").references(() => accounts.id),
    sender: text("sender"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("misuse_subjects_account").on(table.platformId, table.accountId).where(sql`account_id is not null`),
    uniqueIndex("misuse_subjects_sender").on(table.platformId, table.sender).where(sql`sender is not null`),
    check(
      "misuse_subjects_one",
      sql`case ${table.side} when 'content' then ${table.accountId} is not null and ${table.sender} is null else ${table.sender} is not null and ${table.accountId} is null end`,
    ),
  ],
);

/**
 * That somebody found one decided thing manifestly illegal, or one report or complaint manifestly unfounded: apart from
 * the platform's strikes, and counted only while its decision stands.
 */
export const misuseMarks = pgTable(
  "misuse_marks",
  {
    id: id(),
    platformId: platformId(),
    subjectId: uuid("subject_id")
      .notNull()
      .references(() => misuseSubjects.id),
    decisionId: uuid("decision_id")
      .notNull()
      .references(() => decisions.id),
    noticeId: uuid("notice_id").references(() => notices.id),
    appealId: uuid("appeal_id").references(() => appeals.id),
    why: text("why").notNull(),
    markedBy: uuid("marked_by")
      .notNull()
      .references(() => people.id),
    markedAt: instant("marked_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnBy: uuid("withdrawn_by").references(() => people.id),
  },
  (table) => [
    uniqueIndex("misuse_marks_once")
      .on(
        table.decisionId,
        sql`coalesce(${table.noticeId}, ${table.appealId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
      )
      .where(sql`withdrawn_at is null`),
    index("misuse_marks_subject").on(table.subjectId, table.markedAt),
  ],
);

/** A warning, and the suspension that may follow it (Art. 23). Ends by itself on its day. */
export const misuseMeasures = pgTable(
  "misuse_measures",
  {
    id: id(),
    platformId: platformId(),
    subjectId: uuid("subject_id")
      .notNull()
      .references(() => misuseSubjects.id),
    /** In every letter about it, M-7K3P-Q9XD: by what its person and the desk name it. */
    reference: text("reference").notNull(),
    state: text("state").$type<MisuseState>().notNull().default("warned"),
    warnedAt: instant("warned_at").notNull(),
    warnedBy: uuid("warned_by")
      .notNull()
      .references(() => people.id),
    warnedWhy: text("warned_why").notNull(),
    warnedCounts: jsonb("warned_counts").$type<{ count: number; total: number }>().notNull(),
    suspendedFrom: instant("suspended_from"),
    suspendedUntil: instant("suspended_until"),
    suspendedBy: uuid("suspended_by").references(() => people.id),
    suspendedWhy: text("suspended_why"),
    /** The part of the published policy that it rests on (M4). */
    clause: text("clause"),
    assessment: jsonb("assessment").$type<MisuseAssessment>(),
    endedAt: instant("ended_at"),
    endedHow: text("ended_how").$type<"time" | "appeal" | "dispute" | "lifted" | "lapsed">(),
    endedBy: uuid("ended_by").references(() => people.id),
    /**
     * The decision by which an account is suspended: its statement of reasons, its copy for the Transparency Database and
     * its appeals are that decision's (Art. 17, 20, 24(5)). Null for senders of reports, on whom Art. 23(2) alone is applied.
     */
    decisionId: uuid("decision_id").references(() => decisions.id),
  },
  (table) => [
    uniqueIndex("misuse_measures_reference").on(table.reference),
    uniqueIndex("misuse_measures_decision").on(table.decisionId).where(sql`decision_id is not null`),
    uniqueIndex("misuse_measures_one").on(table.subjectId).where(sql`state <> 'ended'`),
    index("misuse_measures_ending").on(table.suspendedUntil, table.id).where(sql`state = 'suspended'`),
    check(
      "misuse_measures_suspended",
      sql`num_nulls(${table.suspendedFrom}, ${table.suspendedUntil}, ${table.suspendedBy}, ${table.suspendedWhy}, ${table.clause}, ${table.assessment}) in (0, 6)`,
    ),
    check(
      "misuse_measures_warned_first",
      sql`${table.suspendedFrom} is null or (${table.warnedAt} < ${table.suspendedFrom} and ${table.suspendedFrom} < ${table.suspendedUntil})`,
    ),
    check("misuse_measures_ends", sql`(${table.state} = 'ended') = (${table.endedAt} is not null)`),
  ],
);

/** What was said to the person, stored as sent; the signed link carries this row's id. */
export const misuseLetters = pgTable(
  "misuse_letters",
  {
    id: id(),
    platformId: platformId(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => misuseMeasures.id),
    kind: text("kind").$type<MisuseLetterKind>().notNull(),
    language: text("language").notNull(),
    zone: text("zone").notNull(),
    subject: text("subject").notNull(),
    parts: jsonb("parts").$type<StatementPart[]>().notNull(),
    composedAt: instant("composed_at").notNull(),
    sentAt: instant("sent_at"),
    /** When its link was first opened: who got no mail, or whose mail came back, is told by that. */
    readAt: instant("read_at"),
  },
  (table) => [index("misuse_letters_measure").on(table.measureId, table.composedAt)],
);

/** A complaint against a suspension (Art. 20); answered by somebody who neither warned nor suspended (trigger). */
export const misuseAppeals = pgTable(
  "misuse_appeals",
  {
    id: id(),
    platformId: platformId(),
    reference: text("reference").notNull(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => misuseMeasures.id),
    text: text("text").notNull(),
    receivedAt: instant("received_at").notNull(),
    dueAt: instant("due_at").notNull(),
    outcome: text("outcome").$type<MisuseOutcome>(),
    /** Of an outcome in part: the suspension is shorter, or a warning takes its place. */
    change: text("change").$type<MisuseChange>(),
    /** Until when it was to last before the answer made it shorter. */
    untilBefore: instant("until_before"),
    reasons: text("reasons"),
    decidedBy: uuid("decided_by").references(() => people.id),
    decidedAt: instant("decided_at"),
    /** When the person's words were deleted, on their date (Q89). */
    purgedAt: instant("purged_at"),
  },
  (table) => [
    uniqueIndex("misuse_appeals_once").on(table.measureId),
    uniqueIndex("misuse_appeals_reference").on(table.reference),
    index("misuse_appeals_open").on(table.dueAt).where(sql`decided_at is null`),
    check(
      "misuse_appeals_answered",
      sql`num_nulls(${table.outcome}, ${table.reasons}, ${table.decidedBy}, ${table.decidedAt}) in (0, 4)`,
    ),
    check(
      "misuse_appeals_part",
      sql`(${table.outcome} is not distinct from 'partly_reversed') = (${table.change} is not null) and (${table.change} is not distinct from 'shorter') = (${table.untilBefore} is not null)`,
    ),
  ],
);

/** What a reviewer of a complaint found from the evidence, before the suspension was in their view. Kept as it was written. */
export const misuseFirstLooks = pgTable(
  "misuse_first_looks",
  {
    id: id(),
    platformId: platformId(),
    appealId: uuid("appeal_id")
      .notNull()
      .references(() => misuseAppeals.id),
    by: uuid("by")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
    finding: text("finding").$type<MisuseFinding>().notNull(),
    why: text("why").notNull(),
  },
  (table) => [uniqueIndex("misuse_first_looks_once").on(table.appealId, table.by)],
);

/**
 * That the links in the letters about one measure were replaced: from that moment every earlier one of that measure opens
 * and files nothing, as with a statement (statement_links). Only `openedAt` is ever set later (trigger).
 */
export const misuseLinks = pgTable(
  "misuse_links",
  {
    id: id(),
    platformId: platformId(),
    measureId: uuid("measure_id")
      .notNull()
      .references(() => misuseMeasures.id),
    /** 1 is the first replacement; the link carries it. */
    serial: integer("serial").notNull(),
    why: text("why").$type<LinkReplaced>().notNull(),
    /** What happened, in the supervisor's words; never sent to anybody. */
    note: text("note").notNull(),
    replacedBy: uuid("replaced_by")
      .notNull()
      .references(() => people.id),
    replacedAt: instant("replaced_at").notNull(),
    openedAt: instant("opened_at"),
  },
  (table) => [uniqueIndex("misuse_links_once").on(table.measureId, table.serial)],
);
