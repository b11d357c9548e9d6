import "server-only";
import { and, asc, desc, eq, inArray, isNull, lte } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import {
  cases,
  decisions,
  heldNotices,
  noticeContacts,
  noticeItems,
  notices,
  platforms,
  statements,
} from "@/db/schema";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { appendRefusal } from "@/lib/platform/refusals";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { TrackedNotice, TrackedOutcome } from "./contract";
import { refusalToWithdraw, refusalToWrite } from "./notice-message.rules";
import { messagesOf, talkFacts } from "./notice-message.store";
import { opens, readReference } from "./reference.rules";

/** The platforms a notice can be about, in the order of their names. */
export async function platformNames(
  db: Db,
): Promise<{ id: string; name: { en: string; hans: string; hant: string } }[]> {
  const rows = await db.select({ id: platforms.id, name: platforms.name }).from(platforms);
  return rows.sort((a, b) => a.name.en.localeCompare(b.name.en, "en"));
}

type NoticeHead = {
  id: string;
  platformId: string;
  reference: string;
  secretHash: string;
  receivedAt: Date;
  legalClaim: boolean;
  withdrawnAt: Date | null;
  name: { en: string; hans: string; hant: string };
  email: string | null;
  purgedAt: Date | null;
};

async function noticeOf(db: Db, reference: string): Promise<NoticeHead | null> {
  const [row] = await db
    .select({
      id: notices.id,
      platformId: notices.platformId,
      reference: notices.reference,
      secretHash: notices.secretHash,
      receivedAt: notices.receivedAt,
      legalClaim: notices.legalClaim,
      withdrawnAt: notices.withdrawnAt,
      name: platforms.name,
      email: noticeContacts.email,
      purgedAt: notices.purgedAt,
    })
    .from(notices)
    .innerJoin(platforms, eq(platforms.id, notices.platformId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .where(eq(notices.reference, reference));
  return row ?? null;
}

/** Whether this reference and this secret belong together; writes nothing down. */
export async function isOpenedBy(db: Db, typed: string, secret: string): Promise<boolean> {
  const reference = readReference(typed);
  const notice = reference ? await noticeOf(db, reference) : null;
  return notice !== null && opens(secret, notice.secretHash);
}

/**
 * What a notifier may see of their notice: where each item stands and how it ended; never who moderates or who else
 * reported. Opened by the secret of its link, or by a key of its platform with `notice.track`: the key learns where each
 * item stands, but the letter to the notifier, and with it their right to appeal, is only theirs. A wrong secret and an
 * unknown reference get the same answer (`tracking_wrong`), and are written down.
 * @param typed the reference as the person wrote it
 */
export async function trackNotice(
  db: Db,
  typed: string,
  secret: string | null,
  actor: Actor,
  now: Date,
): Promise<Result<TrackedNotice>> {
  const reference = readReference(typed);
  const notice = reference ? await noticeOf(db, reference) : null;
  const isTheirs = notice !== null && secret !== null && opens(secret, notice.secretHash);
  const isTheirPlatforms =
    notice !== null && actor.kind === "key" && can(actor, "notice.track") && mayOn(actor, notice.platformId);
  if (!notice || !(isTheirs || isTheirPlatforms)) {
    const subject = {
      kind: "notice",
      id: notice?.id ?? "unknown",
      ...(notice ? { platformId: notice.platformId } : {}),
      detail: { reason: "tracking_wrong" },
    };
    await appendRefusal(db, { actor, verb: "notice.track", subject, now });
    return fail("not_found", "tracking_wrong");
  }
  const { name, platformId, receivedAt, legalClaim, email } = notice;
  const found = await trackedItems(db, notice.id, now);
  const all = found.length > 0 ? found : await heldItems(db, notice.id);
  const items = isTheirs ? all : all.map((item) => ({ ...item, statementId: null }));
  const said = isTheirs ? await messagesOf(db, [notice.id]) : null;
  const talk = await talkFacts(db, notice);
  return ok({
    reference: notice.reference,
    platform: { id: platformId, name },
    receivedAt: receivedAt.toISOString(),
    legalClaim,
    hasEmail: email !== null,
    contactDeletedAt: email === null ? (notice.purgedAt?.toISOString() ?? null) : null,
    withdrawnAt: notice.withdrawnAt?.toISOString() ?? null,
    messages: said?.get(notice.id) ?? [],
    mayWithdraw: isTheirs && refusalToWithdraw(talk) === null,
    mayWrite: isTheirs && refusalToWrite(talk) === null,
    items,
  });
}

/**
 * The items of a report that is not processed, as of one that has just come: who typed somebody's address into the form
 * is not to learn here that its owner is suspended (DSA Art. 23(2)); the address itself was told.
 */
async function heldItems(db: Db, noticeId: string): Promise<TrackedNotice["items"]> {
  const [held] = await db
    .select({ input: heldNotices.input })
    .from(heldNotices)
    .where(eq(heldNotices.noticeId, noticeId));
  const items = z
    .array(z.object({ location: z.string(), detail: z.string().default("") }))
    .safeParse(held?.input.items);
  return (items.data ?? []).map((item) => ({ ...item, ...nothingYet, state: "received" }));
}

const nothingYet = { outcome: null, decidedAt: null, zone: null, statementId: null } as const;

async function trackedItems(db: Db, noticeId: string, now: Date): Promise<TrackedNotice["items"]> {
  const rows = await db
    .select({
      location: noticeItems.location,
      detail: noticeItems.detail,
      caseId: noticeItems.caseId,
      state: cases.state,
    })
    .from(noticeItems)
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .where(eq(noticeItems.noticeId, noticeId))
    .orderBy(asc(noticeItems.id));
  const told = await toldOf(db, noticeId, [...new Set(rows.map((row) => row.caseId))], now);
  return rows.map(({ location, detail, caseId, state }) => {
    const { end = null, referralId = null } = told.get(caseId) ?? {};
    if (end && state === "decided") return { location, detail, ...end };
    // What was referred is looked at until it is decided, wherever its case rests meanwhile.
    const moving = state === "open" && referralId === null ? ("received" as const) : ("in_review" as const);
    // Opened again on a complaint: what they were told, and the answer to their complaint, stay within reach.
    return {
      location,
      detail,
      state: moving,
      outcome: referralId === null ? null : "referred",
      decidedAt: null,
      zone: null,
      statementId: end?.statementId ?? referralId,
    };
  });
}

const outcomeWord: Record<string, TrackedOutcome> = { violation: "acted", no_violation: "no_action" };

type End = {
  state: "decided";
  outcome: TrackedOutcome | null;
  decidedAt: string;
  zone: string | null;
  statementId: string | null;
};
/** `referralId`: the letter about a referral, while that is the newest thing that happened; a finding ends it. */
type Told = { end: End | null; referralId: string | null };

/** What was told on each case, once it can no longer be taken back (DESIGN 3.9). */
async function toldOf(db: Db, noticeId: string, caseIds: readonly string[], now: Date): Promise<Map<string, Told>> {
  const all = await decisionsTold(db, noticeId, caseIds, now);
  const toldOn = (caseId: string): Told => {
    const rows = all.filter((row) => row.caseId === caseId);
    const end = rows.find(({ outcome }) => outcome !== "referred");
    // A second referral is no second letter: the first one still says it.
    const referral = rows[0]?.outcome === "referred" ? rows.find(({ letter }) => letter === "referral") : undefined;
    return { end: end ? endOf(end) : null, referralId: referral?.statementId ?? null };
  };
  return new Map(caseIds.map((caseId) => [caseId, toldOn(caseId)]));
}

/** The decisions on these cases with what this notifier was told of each, newest first. */
function decisionsTold(db: Db, noticeId: string, caseIds: readonly string[], now: Date) {
  return db
    .select({
      caseId: decisions.caseId,
      outcome: decisions.outcome,
      decidedAt: decisions.decidedAt,
      reversedAt: decisions.reversedAt,
      statementId: statements.id,
      letter: statements.letter,
      zone: statements.zone,
    })
    .from(decisions)
    .leftJoin(
      statements,
      and(
        eq(statements.decisionId, decisions.id),
        eq(statements.noticeId, noticeId),
        eq(statements.addressee, "notifier"),
        isNull(statements.revokedAt),
      ),
    )
    .where(
      and(
        inArray(decisions.caseId, [...caseIds]),
        isNull(decisions.undoneAt),
        isNull(decisions.supersededBy),
        lte(decisions.effectiveAt, now),
      ),
    )
    .orderBy(desc(decisions.decidedAt), desc(statements.composedAt));
}

function endOf(row: Awaited<ReturnType<typeof decisionsTold>>[number]): End {
  return {
    state: "decided",
    // A decision that fell says nothing any more, unless it was the other side's appeal: then they have a letter on what it became.
    outcome: !row.reversedAt ? (outcomeWord[row.outcome] ?? null) : row.letter === "changed" ? "no_action" : null,
    decidedAt: row.decidedAt.toISOString(),
    zone: row.zone,
    statementId: row.statementId,
  };
}
