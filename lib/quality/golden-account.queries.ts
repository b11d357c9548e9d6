import "server-only";
import type { Db } from "@/db/client";
import { blindOnAccount } from "@/lib/appeals/held-blind.queries";
import type { AccountPage } from "@/lib/decisions/account.contract";
import { accountPage } from "@/lib/decisions/standing.queries";
import type { TraderDesk } from "@/lib/decisions/trader.contract";
import { traderDesk } from "@/lib/decisions/trader.queries";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { toQueueRow } from "@/lib/queue/row.rules";
import { goldenStanding } from "./golden-account.rules";
import { decidedBefore } from "./golden-past.store";
import { storedRow, turnOfAccount } from "./golden-turn.store";

/** One account's page, a golden item's as any other: what is behind it, and the item as its one open case. */
export async function accountAtDesk(
  db: Db,
  actor: Actor,
  accountId: string,
  now: Date = new Date(),
): Promise<Result<AccountPage>> {
  const golden =
    actor.kind === "person" && can(actor, "account.view") ? await turnOfAccount(db, actor, accountId) : null;
  const account = golden?.item.account;
  if (actor.kind !== "person" || !golden || !account)
    return (await blindOnAccount(db, actor, accountId)) ?? accountPage(db, actor, accountId, now);
  const { turn, item, platform } = golden;
  const row = await storedRow(db, golden, actor.name);
  const notGiven = await notGivenTo(db, actor, [row.harms], now);
  const { id, reference, openedAt } = toQueueRow(row, actor.id, now);
  return ok({
    platform: { id: platform.id, name: platform.name, zone: platform.zone },
    account: goldenStanding(account, { turnId: turn.id, role: null, decisions: await decidedBefore(db, golden) }),
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
    notes: [...turn.notes, ...golden.elsewhere]
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
    return ok({
      trader: null,
      affiliate: null,
      mayManage: can(actor, "trader.manage"),
      letterLanguage: "en",
      actions: [],
    });
  return traderDesk(db, actor, accountId, now);
}
