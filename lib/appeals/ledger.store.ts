import "server-only";
import { eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { notices, outbox, type remedies, statements } from "@/db/schema";
import type { RemedyRow } from "./contract";
import { reversalKey } from "./reversal.store";

type LedgerRow = Pick<typeof remedies.$inferSelect, "id" | "kind" | "state" | "doneAt" | "subjectId">;
type Sent = typeof outbox.$inferSelect.state;
/**
 * How far a line has come; `messageId`: the message that did not arrive and can be sent again; `needsPerson`: nobody is
 * set up to hear of it, so somebody has to see to it and say so.
 */
export type RemedyProgress = Pick<RemedyRow, "state" | "messageId" | "needsPerson"> & { doneAt: Date | null };

/** What telling somebody has come to: the outbox row says so, the ledger's own row only that it was asked for. */
const stateOfSending: Record<Sent, RemedyRow["state"]> = {
  waiting: "waiting",
  sent: "done",
  refused: "failed",
  stuck: "failed",
  cancelled: "not_needed",
};

/** Lines whose carrying out is the platform's: its receiver answers for them, its program, or a person. */
export const isForPlatform = ({ kind }: Pick<LedgerRow, "kind">) =>
  kind === "tell_platform" || kind === "correct_referral";

async function messagesOf(db: Db | Tx, keys: readonly string[]) {
  if (keys.length === 0) return new Map<string, { id: string; state: Sent; doneAt: Date | null }>();
  const rows = await db
    .select({ id: outbox.id, key: outbox.dedupeKey, state: outbox.state, doneAt: outbox.doneAt })
    .from(outbox)
    .where(inArray(outbox.dedupeKey, [...keys]));
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** The letters among them that are read at their link alone, because no address is known. */
async function withoutAddress(db: Db | Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: statements.id, delivery: statements.delivery })
    .from(statements)
    .where(inArray(statements.id, [...ids]));
  return new Set(rows.flatMap(({ id, delivery }) => (delivery === "not_deliverable" ? [id] : [])));
}

/** To which report each of these letters answers, and whether it has an address to go to. */
export async function reportsTold(db: Db, rows: readonly LedgerRow[]): Promise<Map<string, RemedyRow["told"]>> {
  const ids = rows.flatMap(({ kind, subjectId }) => (kind === "tell_notifier" && subjectId ? [subjectId] : []));
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: statements.id, report: notices.reference, delivery: statements.delivery })
    .from(statements)
    .innerJoin(notices, eq(notices.id, statements.noticeId))
    .where(inArray(statements.id, ids));
  return new Map(
    found.map(({ id, report, delivery }) => [id, { report, way: delivery === "not_deliverable" ? "page" : "mail" }]),
  );
}

/** The state of each line as it is now. */
export async function statesOfRemedies(
  db: Db | Tx,
  about: { appealId: string | null; decisionId: string; disputeId?: string },
  rows: readonly LedgerRow[],
): Promise<Map<string, RemedyProgress>> {
  const platformKey = reversalKey(about);
  const letters = rows.flatMap(({ kind, subjectId }) => (kind === "tell_notifier" && subjectId ? [subjectId] : []));
  const keyOf = (row: LedgerRow) =>
    isForPlatform(row) ? platformKey : row.kind === "tell_notifier" ? `mail.outcome:${row.subjectId}` : "";
  const messages = await messagesOf(db, [...new Set(rows.map(keyOf).filter(Boolean))]);
  const atLinkOnly = await withoutAddress(db, letters);
  return new Map(rows.map((row) => [row.id, progressOf(row, messages.get(keyOf(row)), atLinkOnly)]));
}

function progressOf(
  row: LedgerRow,
  message: { id: string; state: Sent; doneAt: Date | null } | undefined,
  atLinkOnly: ReadonlySet<string>,
): RemedyProgress {
  const own = { state: row.state, doneAt: row.doneAt, messageId: null, needsPerson: false };
  if (row.state !== "waiting") return own;
  // It stands at the notifier's own page, and there is no address to send it to.
  if (row.kind === "tell_notifier" && atLinkOnly.has(row.subjectId ?? "")) return { ...own, state: "done" };
  if (!message) return own;
  // Without a receiver nobody there knows that content is to come back: it is not done by having nobody to tell.
  if (message.state === "cancelled" && isForPlatform(row)) return { ...own, needsPerson: true };
  const state = stateOfSending[message.state];
  return { ...own, state, doneAt: message.doneAt, messageId: state === "failed" ? message.id : null };
}
