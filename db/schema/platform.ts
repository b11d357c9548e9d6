import { sql } from "drizzle-orm";
import {
  bigint,
  check,
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
import { emptyObject, id, instant } from "./columns";
import { platforms } from "./policy";

/** Undo window, targets, lease, two-person publish: one row each, for all platforms ('*') or for one. */
export const settings = pgTable(
  "settings",
  {
    platformId: text("platform_id").notNull().default("*"),
    key: text("key").notNull(),
    value: jsonb("value").notNull(),
    updatedBy: uuid("updated_by"),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.platformId, table.key] })],
);

/**
 * What was done, attempted or looked at. Append-only (trigger). `body` is the exact JSON text that was hashed;
 * `hash` = SHA-256(prevHash + body), filled by a trigger under a lock on the chain's head, so nobody can forget it.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    chain: text("chain").notNull(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id"),
    verb: text("verb").notNull(),
    outcome: text("outcome").notNull(),
    subjectKind: text("subject_kind"),
    subjectId: text("subject_id"),
    body: text("body").notNull(),
    position: bigint("position", { mode: "number" }).notNull().default(0),
    prevHash: text("prev_hash").notNull().default(""),
    hash: text("hash").notNull().default(""),
  },
  (table) => [
    index("audit_at").on(table.at, table.seq),
    index("audit_subject").on(table.subjectKind, table.subjectId, table.seq),
    index("audit_actor").on(table.actorId, table.seq),
    index("audit_verb").on(table.verb, table.seq),
    // Few entries are no "done", and those are looked for.
    index("audit_outcome").on(table.outcome, table.seq).where(sql`outcome <> 'done'`),
    uniqueIndex("audit_chain_position").on(table.chain, table.position),
    // Every decision is written down in its own transaction, so that one by a tool, a schedule or a bare key takes back itself.
    check(
      "audit_decided_by_a_person",
      sql`outcome <> 'done' or actor_kind = 'person' or verb not in ('case.decide', 'appeal.decide', 'appeal.reject', 'misuse.warn', 'misuse.suspend', 'misuse.answer')`,
    ),
  ],
);

/**
 * The last hash of each chain; one chain a platform and one for the desk, so that platforms do not wait for each other.
 * There is no chain of anything else, and only the trigger on `audit_entries` moves a head.
 */
export const auditHeads = pgTable("audit_heads", {
  chain: text("chain").primaryKey(),
  platformId: text("platform_id")
    .generatedAlwaysAs(sql`nullif(chain, 'desk')`)
    .references(() => platforms.id),
  position: bigint("position", { mode: "number" }).notNull().default(0),
  hash: text("hash").notNull().default(""),
});

export const outboxStateEnum = pgEnum("outbox_state", ["waiting", "sent", "refused", "stuck", "cancelled"]);

/** What must leave after commit. Written in the decision's own transaction; taken by any process with SKIP LOCKED. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    platformId: text("platform_id").notNull().default("*"),
    kind: text("kind").notNull(),
    /** Who receives it: the mail server, or one platform's receiver. One lane waits for nobody in another. */
    lane: text("lane")
      .notNull()
      .generatedAlwaysAs(sql`case when kind like 'mail.%' then 'mail' else kind || ' ' || platform_id end`),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull().default(emptyObject),
    /** A repeat with the same key is dropped: nothing is sent twice. */
    dedupeKey: text("dedupe_key").notNull(),
    state: outboxStateEnum("state").notNull().default("waiting"),
    runAt: instant("run_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lockedUntil: instant("locked_until"),
    /** Set before a mail server is spoken to, taken away when it said no: whoever finds it set does not know how that ended. */
    handingOverAt: instant("handing_over_at"),
    lastError: text("last_error"),
    /** What it belongs to, so that an undone decision can cancel its messages. */
    decisionId: uuid("decision_id"),
    /** Of a mail: the conversation it stands in, one for each addressee of a case; nobody shares one with another. */
    thread: text("thread"),
    /** Of a mail: its Message-ID, the same at each try. */
    messageId: text("message_id"),
    createdAt: instant("created_at").notNull(),
    doneAt: instant("done_at"),
  },
  (table) => [
    uniqueIndex("outbox_dedupe").on(table.dedupeKey),
    index("outbox_due").on(table.lane, table.runAt, table.id).where(sql`state = 'waiting'`),
    index("outbox_receipts")
      .on(table.createdAt, table.id)
      .where(sql`kind = 'mail.receipt' and state in ('waiting', 'stuck')`),
    index("outbox_decision").on(table.decisionId),
    index("outbox_state").on(table.state, table.createdAt, table.id),
    index("outbox_thread").on(table.thread, table.id).where(sql`thread is not null`),
  ],
);

/**
 * Every mail as sent, text and HTML. Without SMTP_URL this is where the demo's mail arrives. What became of it is written
 * beside it; the rest never changes (trigger).
 */
export const mails = pgTable(
  "mails",
  {
    id: id(),
    outboxId: uuid("outbox_id"),
    toAddress: text("to_address").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    html: text("html").notNull().default(""),
    language: text("language").notNull(),
    kind: text("kind").notNull(),
    /** The letter it brings, or the one that an appeal and its answer are about. */
    statementId: uuid("statement_id"),
    /** smtp = handed to the mail server; mailbox = kept here only. */
    route: text("route").notNull(),
    messageId: text("message_id").notNull().default(""),
    sentAt: instant("sent_at").notNull(),
    /** Told by the mail service afterwards (lib/decisions/mail-event.command.ts). */
    deliveredAt: instant("delivered_at"),
    complainedAt: instant("complained_at"),
    /** It came back: refused at once or given up by our server, or told by the mail service. */
    bouncedAt: instant("bounced_at"),
    bounceReason: text("bounce_reason"),
    /** Who has taken it on to see to one that came back; another may take it over. */
    takenBy: uuid("taken_by"),
    takenAt: instant("taken_at"),
    /** Somebody has seen to it that the addressee learns of it, and how. */
    settledAt: instant("settled_at"),
    settledBy: uuid("settled_by"),
    settledHow: text("settled_how"),
    /** When its words and its address were deleted, on their date (Q89). */
    purgedAt: instant("purged_at"),
  },
  (table) => [
    index("mails_sent").on(table.sentAt, table.id),
    index("mails_unpurged").on(table.sentAt, table.id).where(sql`purged_at is null`),
    uniqueIndex("mails_outbox").on(table.outboxId),
    index("mails_statement").on(table.statementId).where(sql`statement_id is not null`),
    index("mails_message").on(table.messageId).where(sql`message_id <> ''`),
    index("mails_to_settle").on(table.bouncedAt, table.id).where(sql`bounced_at is not null and settled_at is null`),
  ],
);

/** The answer to a request with an Idempotency-Key, kept for a day; the same key with another body is refused. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    status: integer("status").notNull(),
    response: jsonb("response").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] }), index("idempotency_age").on(table.createdAt)],
);

/** Moments that every process must know: when each schedule last ran, and that the demo town is being filled. */
export const marks = pgTable("marks", {
  name: text("name").primaryKey(),
  at: instant("at").notNull(),
});

/**
 * Refusals of one kind within an hour, to whoever is no person of the desk. The first is an audit entry at once, the
 * others are told in one entry when the hour is over: a flood of guesses does not fill a log that nobody may shorten.
 */
export const refusalCounts = pgTable(
  "refusal_counts",
  {
    hour: instant("hour").notNull(),
    actorKind: text("actor_kind").notNull(),
    actorId: text("actor_id").notNull(),
    verb: text("verb").notNull(),
    reason: text("reason").notNull(),
    /** What is counted apart from others of this verb: the person whose password is guessed. */
    apart: text("apart").notNull(),
    chain: text("chain").notNull(),
    subjectKind: text("subject_kind").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [
    primaryKey({
      name: "refusal_counts_key",
      columns: [table.hour, table.actorKind, table.actorId, table.verb, table.reason, table.apart, table.chain],
    }),
  ],
);
