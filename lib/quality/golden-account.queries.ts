import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { goldenTurns } from "@/db/schema";
import type { AccountPage } from "@/lib/decisions/account.contract";
import { accountPage } from "@/lib/decisions/standing.queries";
import type { TraderDesk } from "@/lib/decisions/trader.contract";
import { traderDesk } from "@/lib/decisions/trader.queries";
import { type Actor, can, type Person } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { toQueueRow } from "@/lib/queue/row.rules";
import { accountIdOf, goldenStanding } from "./golden-account.rules";
import { storedRow, type Turn, turnOf } from "./golden-turn.store";

/** The turn whose account the desk shows under this id; only to whoever was given it. */
async function turnOfAccount(db: Db, actor: Person, accountId: string): Promise<Turn | null> {
  // An id within a turn begins as the turn's own (idWithin).
  const [row] = await db
    .select({ id: goldenTurns.id })
    .from(goldenTurns)
    .where(and(eq(goldenTurns.personId, actor.id), sql`left(${goldenTurns.id}::text, 24) = ${accountId.slice(0, 24)}`));
  return row && accountIdOf(row.id) === accountId ? turnOf(db, actor, row.id) : null;
}

/** One account's page, a golden item's as any other: nothing was decided on it, and this is its one open case. */
export async function accountAtDesk(
  db: Db,
  actor: Actor,
  accountId: string,
  now: Date = new Date(),
): Promise<Result<AccountPage>> {
  const golden =
    actor.kind === "person" && can(actor, "account.view") ? await turnOfAccount(db, actor, accountId) : null;
  const account = golden?.item.account;
  if (actor.kind !== "person" || !golden || !account) return accountPage(db, actor, accountId, now);
  const { turn, item, platform } = golden;
  const row = await storedRow(db, golden, actor.name);
  const notGiven = await notGivenTo(db, actor, [row.harms], now);
  const { id, reference, openedAt } = toQueueRow(row, actor.id, now);
  return ok({
    platform: { id: platform.id, name: platform.name, zone: platform.zone },
    account: goldenStanding(account, turn.id, null),
    openCases:
      turn.state === "decided"
        ? []
        : [
            {
              id,
              reference,
              ...veiled({ excerpt: row.excerpt, harms: row.harms }, notGiven),
              openedAt,
              role: item.role,
            },
          ],
    notes: turn.notes
      .filter((note) => note.onAccount)
      .map((note) => ({ id: note.id, text: note.text, by: actor.name, at: note.at, onAccount: true })),
  });
}

/** What is on record of an account as a trader; of a golden item's nothing is. */
export async function traderAtDesk(
  db: Db,
  actor: Actor,
  accountId: string,
  now: Date = new Date(),
): Promise<Result<TraderDesk>> {
  if (actor.kind === "person" && can(actor, "trader.view") && (await turnOfAccount(db, actor, accountId)))
    return ok({ trader: null, affiliate: null, mayManage: can(actor, "trader.manage"), actions: [] });
  return traderDesk(db, actor, accountId, now);
}
