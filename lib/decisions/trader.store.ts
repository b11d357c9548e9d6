import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { accounts, type affiliates, cases, decisions, platforms, sanctions, traders } from "@/db/schema";
import { makingAt } from "@/lib/intake/commands";
import type { SubmitNotice } from "@/lib/intake/contract";
import { intakePlatforms } from "@/lib/intake/platforms.store";
import { prepareNotice } from "@/lib/intake/prepare.rules";
import { receiveNotices } from "@/lib/intake/receive.store";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { decisionState } from "./decision-state.rules";
import { type OwnRecord, ownRecordLocation } from "./own-record.rules";
import type { TraderMeasure } from "./trader.rules";

export type StoredTrader = typeof traders.$inferSelect;
export type StoredAffiliate = typeof affiliates.$inferSelect;
export type TraderAccount = {
  id: string;
  platformId: string;
  externalId: string;
  language: string | null;
  zone: string;
};

/** The account with its platform's zone; `not_found` also where a key's limits keep it from there. */
export async function accountFor(tx: Tx | Db, actor: Actor, accountId: string): Promise<Result<TraderAccount>> {
  const [row] = await tx
    .select({
      id: accounts.id,
      platformId: accounts.platformId,
      externalId: accounts.externalId,
      language: accounts.language,
      zone: platforms.zone,
    })
    .from(accounts)
    .innerJoin(platforms, eq(platforms.id, accounts.platformId))
    .where(eq(accounts.id, accountId));
  return row && mayOn(actor, row.platformId) ? ok(row) : fail("not_found", "account_not_found");
}

/** The trader as the caller saw it, locked, with its account. Version 0 is "none on record". */
export async function lockTrader(
  tx: Tx,
  actor: Actor,
  seen: { accountId: string; version: number },
): Promise<Result<{ account: TraderAccount; trader: StoredTrader | null }>> {
  const account = await accountFor(tx, actor, seen.accountId);
  if (!account.ok) return account;
  const [trader] = await tx.select().from(traders).where(eq(traders.accountId, seen.accountId)).for("update");
  if ((trader?.version ?? 0) !== seen.version) return fail("stale", "trader_changed");
  return ok({ account: account.value, trader: trader ?? null });
}

type Patch = Omit<Partial<typeof traders.$inferInsert>, "accountId" | "version" | "platformId">;

export async function writeTrader(tx: Tx, accountId: string, version: number, patch: Patch) {
  await tx
    .update(traders)
    .set({ ...patch, version: version + 1 })
    .where(eq(traders.accountId, accountId));
  return ok({ accountId, version: version + 1 });
}

/** What became of the decision that refused or suspended a trader, and whether a measure of it still holds. */
export async function measureOf(
  tx: Db | Tx,
  { decisionId, measure }: Pick<StoredTrader, "decisionId" | "measure">,
): Promise<TraderMeasure | null> {
  if (!decisionId || !measure) return null;
  const [row] = await tx.select().from(decisions).where(eq(decisions.id, decisionId));
  if (!row) return null;
  const running = and(eq(sanctions.decisionId, decisionId), inArray(sanctions.state, ["held", "in_force"]));
  const [sanction] = await tx.select({ id: sanctions.id }).from(sanctions).where(running).limit(1);
  return { measure, decision: decisionState(row), runs: sanction !== undefined };
}

/** Whether a decision about the account as a partner of the affiliate programme holds the whole account closed or suspended. */
export async function isPartnerTerminated(db: Db | Tx, accountId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: sanctions.id })
    .from(sanctions)
    .innerJoin(decisions, eq(decisions.id, sanctions.decisionId))
    .where(
      and(
        eq(sanctions.accountId, accountId),
        eq(sanctions.role, "affiliate"),
        eq(sanctions.target, "account"),
        inArray(sanctions.state, ["held", "in_force"]),
        isNull(decisions.undoneAt),
        isNull(decisions.reversedAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

const Opened = z.object({ id: z.string(), version: z.number() });

/**
 * Opens a case of own initiative whose content is a record about an account, as any notice is taken in: it has a snapshot,
 * its own number and a place in the queue. One item a record, so a later case of it knows the earlier ones.
 */
export async function openOwnCase(
  tx: Tx,
  account: TraderAccount,
  about: {
    record: OwnRecord;
    role?: string;
    title: string;
    text: string;
    language: string;
    why: string;
  },
  now: Date,
): Promise<Result<{ caseId: string; version: number }>> {
  const platform = (await intakePlatforms(tx, now)).get(account.platformId);
  if (!platform) return fail("refused", "unknown_platform");
  const input: SubmitNotice = {
    platform: platform.id,
    source: "own_detection",
    // A person looked at the record and opened the case.
    automatedDetection: "none",
    legalClaim: true,
    childAbuseClaim: false,
    explanation: about.why,
    items: [
      {
        location: ownRecordLocation(about.record, account.id),
        detail: "",
        content: {
          title: about.title,
          text: about.text,
          language: about.language,
          publishedAt: now.toISOString(),
          surface: "account-registration",
          ...(about.role ? { role: about.role } : {}),
          account: { id: account.externalId },
          context: {},
          media: [],
        },
      },
    ],
    goodFaith: true,
    tags: [],
  };
  const sender = { channel: "desk", apiKeyId: null, mayStateSource: true, isTrusted: true } as const;
  const making = makingAt(now);
  const prepared = prepareNotice(input, platform, sender, making, new Set());
  if (!prepared.ok) return prepared;
  const [received] = await receiveNotices(tx, [prepared.value], making);
  if (!received?.ok) throw new Error("every notice is answered");
  const caseId = received.value.items[0]?.caseId;
  const [row] = await tx
    .select({ id: cases.id, version: cases.version })
    .from(cases)
    .where(eq(cases.id, caseId ?? sql`null`));
  const opened = Opened.parse(row);
  return ok({ caseId: opened.id, version: opened.version });
}
