import "server-only";
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  apiKeys,
  cases,
  contentItems,
  coordinatorLetters,
  decisions,
  knownSenders,
  noticeItems,
  notices,
  trustedFlaggers,
} from "@/db/schema";
import { localeOfTag } from "@/i18n/locales";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import type { FlaggerPage, FlaggerRow, FlaggerView, RejectedNotice, SenderRow } from "./flagger.contract";
import { isLetterDue, type LetterThreshold } from "./flagger.rules";
import { qualityOf } from "./flagger.store";
import { draftLetter } from "./flagger-letter.rules";

async function thresholdOf(db: Db): Promise<LetterThreshold> {
  const { flaggerLetterNotices: least, flaggerLetterPercent: percent } = await settingsFor(db, "*");
  return { notices: least, percent };
}

type Stored = typeof trustedFlaggers.$inferSelect;

/** These entities with how their notices fared and when their coordinator was last told. */
async function rowsOf(db: Db, stored: readonly Stored[]): Promise<FlaggerRow[]> {
  const ids = stored.map(({ id }) => id);
  const [quality, threshold] = await Promise.all([qualityOf(db, ids), thresholdOf(db)]);
  const told = await db
    .select({
      flaggerId: coordinatorLetters.flaggerId,
      at: sql<Date>`max(${coordinatorLetters.toldAt})`.mapWith(coordinatorLetters.toldAt),
    })
    .from(coordinatorLetters)
    .where(inArray(coordinatorLetters.flaggerId, ids))
    .groupBy(coordinatorLetters.flaggerId);
  const toldAt = new Map(told.map(({ flaggerId, at }) => [flaggerId, at.toISOString()]));
  return stored.map((row) => {
    const counted = quality.get(row.id) ?? { of: 0, rejected: 0 };
    const { id, name, coordinatorCountry, areas, status, sourceList } = row;
    return {
      ...{ id, name, coordinatorCountry, areas, status, sourceList },
      validFrom: row.validFrom?.toISOString() ?? null,
      suspendedAt: row.suspendedAt?.toISOString() ?? null,
      lastSyncedAt: row.lastSyncedAt.toISOString(),
      quality: counted,
      isLetterDue: isLetterDue(counted, threshold),
      toldAt: toldAt.get(id) ?? null,
    };
  });
}

async function sendersBound(db: Db): Promise<SenderRow[]> {
  const rows = await db
    .select({
      id: knownSenders.id,
      key: apiKeys.name,
      address: knownSenders.address,
      flagger: trustedFlaggers.name,
      partnerLabel: knownSenders.partnerLabel,
      boundAt: knownSenders.boundAt,
    })
    .from(knownSenders)
    .leftJoin(apiKeys, eq(apiKeys.id, knownSenders.apiKeyId))
    .leftJoin(trustedFlaggers, eq(trustedFlaggers.id, knownSenders.flaggerId))
    .where(isNull(knownSenders.endedAt))
    .orderBy(desc(knownSenders.boundAt))
    .limit(500);
  return rows.map(({ key, address, boundAt, ...row }) => ({
    ...row,
    sender: key ?? address ?? "",
    kind: key === null ? "address" : "key",
    boundAt: boundAt.toISOString(),
  }));
}

/** The entities of the public list, those with a status first, and whose keys and addresses are known. */
export async function flaggerPage(db: Db, actor: Actor): Promise<Result<FlaggerPage>> {
  if (!can(actor, "settings.view")) return fail("forbidden");
  const stored = await db
    .select()
    .from(trustedFlaggers)
    .orderBy(sql`${trustedFlaggers.status} = 'withdrawn'`, asc(trustedFlaggers.name), asc(trustedFlaggers.id))
    .limit(1_000);
  const keys = await db
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(isNull(apiKeys.revokedAt))
    .orderBy(asc(apiKeys.name))
    .limit(200);
  return ok({
    flaggers: stored.length > 0 ? await rowsOf(db, stored) : [],
    // Addresses of notifiers are for those who may change who is known.
    senders: can(actor, "settings.change") ? await sendersBound(db) : [],
    keys,
  });
}

const evidenceShown = 20;

async function rejectedOf(db: Db, flaggerId: string): Promise<RejectedNotice[]> {
  const rows = await db
    .select({
      reference: notices.reference,
      receivedAt: notices.receivedAt,
      location: contentItems.location,
      rationale: decisions.rationale,
    })
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .innerJoin(contentItems, eq(contentItems.id, noticeItems.itemId))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(decisions, eq(decisions.id, noticeItems.decisionId))
    .where(
      and(
        eq(notices.flaggerId, flaggerId),
        eq(decisions.outcome, "no_violation"),
        isNull(decisions.undoneAt),
        isNull(decisions.reversedAt),
        // Whoever reads this page need not be cleared for child safety.
        eq(cases.childSafety, false),
      ),
    )
    .orderBy(desc(notices.receivedAt), desc(notices.id))
    .limit(evidenceShown);
  return rows.map(({ receivedAt, reference, location, rationale }) => ({
    reference,
    location,
    rationale: rationale ?? "",
    receivedOn: dayIn(receivedAt, "UTC"),
  }));
}

/** One entity with the notices that were not followed and, past the threshold, the draft to its coordinator. */
export async function flaggerView(db: Db, actor: Actor, flaggerId: string, now: Date): Promise<Result<FlaggerView>> {
  if (!can(actor, "settings.view")) return fail("forbidden");
  const stored = await db.select().from(trustedFlaggers).where(eq(trustedFlaggers.id, flaggerId));
  const [row] = await rowsOf(db, stored);
  if (!row) return fail("not_found", "flagger_unknown");
  const rejected = await rejectedOf(db, flaggerId);
  const language = (actor.kind === "person" && localeOfTag(actor.locale)) || "en";
  const made = row.isLetterDue
    ? draftLetter(
        { name: row.name, quality: row.quality, rejected, on: dayIn(now, "UTC") },
        language,
        translatorFor(language, "flaggers.letter"),
      )
    : null;
  const { notices: letterFrom } = await thresholdOf(db);
  return ok({ ...row, letterFrom, rejected, draft: made && { subject: made.subject, text: made.text } });
}
