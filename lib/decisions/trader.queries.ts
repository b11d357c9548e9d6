import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, affiliates, decisions, platforms, traders } from "@/db/schema";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { languageFor } from "./letter-facts.rules";
import { labelOf } from "./localised.rules";
import type { AffiliateCard, ListedTrader, TraderCard, TraderDesk } from "./trader.contract";
import { affiliateStatus, missingOf, traderStatus } from "./trader.rules";
import { isPartnerTerminated, measureOf, type StoredTrader } from "./trader.store";

const iso = (at: Date | null) => at?.toISOString() ?? null;

async function decisionOf(db: Db, decisionId: string | null): Promise<TraderCard["decision"]> {
  if (!decisionId) return null;
  const [row] = await db
    .select({ caseId: decisions.caseId, decidedAt: decisions.decidedAt })
    .from(decisions)
    .where(eq(decisions.id, decisionId));
  return row ? { caseId: row.caseId, decidedAt: row.decidedAt.toISOString() } : null;
}

/** Identity document and payment account are for those who keep the record; the others learn only whether they are there. */
function dataOf(row: StoredTrader, actor: Actor): TraderCard["data"] {
  const { name, address, phone, email, idRef, register, payment, purgedAt } = row;
  const kept = can(actor, "trader.manage") ? { idRef, payment } : { idRef: "", payment: "" };
  return purgedAt ? null : { name, address, phone, email, register, ...kept };
}

/** The trader behind an account, as the case and the account show it (AE11); null where none is on record. */
export async function traderCard(db: Db, actor: Actor, accountId: string, now: Date): Promise<TraderCard | null> {
  const [found] = await db
    .select({ row: traders, zone: platforms.zone })
    .from(traders)
    .innerJoin(platforms, eq(platforms.id, traders.platformId))
    .where(eq(traders.accountId, accountId));
  if (!found) return null;
  const { row, zone } = found;
  const status = traderStatus({ ...row, measured: await measureOf(db, row) }, now);
  const isAsked = status === "correction_asked" || status === "correction_overdue";
  return {
    version: row.version,
    status,
    missing: row.purgedAt ? [] : missingOf(row),
    data: dataOf(row, actor),
    selfCertifiedAt: iso(row.selfCertifiedAt),
    checkedAt: iso(row.checkedAt),
    correction:
      isAsked && row.correctionDueAt
        ? { of: row.correctionOf, dueAt: row.correctionDueAt.toISOString(), zone, why: row.correctionWhy }
        : null,
    decision: await decisionOf(db, row.decisionId),
    contractEndedAt: iso(row.contractEndedAt),
    purgeAt: iso(row.purgeAt),
    purgedAt: iso(row.purgedAt),
  };
}

/** How a partner was screened; null where the account is none, as far as anybody said. */
export async function affiliateCard(db: Db, accountId: string): Promise<AffiliateCard | null> {
  const [found] = await db
    .select({ row: affiliates, zone: platforms.zone })
    .from(affiliates)
    .innerJoin(platforms, eq(platforms.id, affiliates.platformId))
    .where(eq(affiliates.accountId, accountId));
  const row = found?.row;
  const isTerminated = await isPartnerTerminated(db, accountId);
  if (!row && !isTerminated) return null;
  const { screenedAt = null, result = null, version = 0, note = "" } = row ?? {};
  const status = affiliateStatus({ screenedAt, result, isTerminated });
  // It was given as a day of the platform's own calendar, and is that day for every reader.
  return { version, status, screenedOn: screenedAt && found ? dayIn(screenedAt, found.zone) : null, note };
}

/** Both records, and what this reader may do about them. */
export async function traderDesk(db: Db, actor: Actor, accountId: string, now: Date): Promise<Result<TraderDesk>> {
  if (!can(actor, "trader.view")) return fail("forbidden");
  const [account] = await db
    .select({ platformId: accounts.platformId, language: accounts.language })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!account) return fail("not_found", "account_not_found");
  const pack = await packFor(db, account.platformId);
  const actions = (pack ? packOn(pack, dayIn(now, pack.zone)).sanctions.actions : []).filter(
    ({ target, penalty }) => target === "account" && penalty,
  );
  return ok({
    trader: await traderCard(db, actor, accountId, now),
    affiliate: await affiliateCard(db, accountId),
    mayManage: can(actor, "trader.manage"),
    letterLanguage: languageFor(account.language),
    actions: actions.map((action) => ({ action: action.id, label: labelOf(action, undefined) })),
  });
}

/** A trader as a listing shows it (Art. 30(7)), for a program of the platform. Answers `trader_not_found`. */
export async function listedTrader(
  db: Db,
  actor: Actor,
  { platform, account }: { platform: string; account: string },
  now: Date,
): Promise<Result<ListedTrader>> {
  if (!can(actor, "trader.view")) return fail("forbidden");
  if (!mayOn(actor, platform)) return fail("forbidden", "platform_not_yours", { values: { platform } });
  const [row] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.platformId, platform), eq(accounts.externalId, account)));
  const card = row ? await traderCard(db, actor, row.id, now) : null;
  if (!card) return fail("not_found", "trader_not_found");
  const { status, data } = card;
  const mayTrade = status === "verified" || status === "unchecked" || status === "correction_asked";
  const listing = data && {
    ...{ name: data.name, address: data.address, phone: data.phone, email: data.email, register: data.register },
    selfCertified: card.selfCertifiedAt !== null,
  };
  return ok({ account, status, mayTrade, listing });
}
