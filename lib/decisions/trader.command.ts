import "server-only";
import { and, asc, eq, isNotNull, isNull, lt } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { platforms, traders } from "@/db/schema";
import { type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { dayIn, startOfDay } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { translatorFor } from "@/messages/load";
import { decideOne } from "./decide-many.store";
import {
  AskCorrection,
  CheckTrader,
  EndContract,
  KeepTrader,
  SuspendTrader,
  type TraderDecided,
  type TraderWritten,
} from "./trader.contract";
import { correctionDue, emptied, keptUntil, missingOf, suspendRefusal, traderStatus } from "./trader.rules";
import { lockTrader, measureOf, openOwnCase, type StoredTrader, writeTrader } from "./trader.store";

const about = ({ accountId }: { accountId: string }, detail: Record<string, string | null> = {}) => ({
  kind: "trader",
  id: accountId,
  detail,
});
const invalid = (field: string, reason: string): Failure => fail("invalid", "invalid", { fields: [{ field, reason }] });

/** Records what a trader gave, or corrected (Art. 30(1)). A check that was made before is of what was there before. */
export const keepTrader = command({
  name: "trader.keep",
  permission: "trader.manage",
  input: KeepTrader,
  subject: (input) => about(input),
  async run({ tx, actor, now, onPlatform }, { accountId, version, selfCertified, ...data }) {
    const found = await lockTrader(tx, actor, { accountId, version });
    if (!found.ok) return found;
    const { account, trader } = found.value;
    onPlatform(account.platformId);
    if (!(await isMarketplace(tx, account.platformId))) return fail("refused", "platform_no_marketplace");
    if (trader?.purgedAt) return fail("refused", "trader_purged");
    const selfCertifiedAt = selfCertified ? (trader?.selfCertifiedAt ?? now) : null;
    if (trader)
      return writeTrader(tx, accountId, version, { ...data, selfCertifiedAt, checkedAt: null, checkedBy: null });
    const row = { accountId, platformId: account.platformId, ...data, selfCertifiedAt };
    const [made] = await tx.insert(traders).values(row).onConflictDoNothing().returning({ version: traders.version });
    return made ? ok<TraderWritten>({ accountId, version: made.version }) : fail("stale", "trader_changed");
  },
});

async function isMarketplace(tx: Tx, platformId: string): Promise<boolean> {
  const [row] = await tx
    .select({ isMarketplace: platforms.isMarketplace })
    .from(platforms)
    .where(eq(platforms.id, platformId));
  return row?.isMarketplace === true;
}

/** That somebody made best efforts to check it (Art. 30(2)): a correction that was asked for is settled by this. */
export const checkTrader = command({
  name: "trader.check",
  permission: "trader.manage",
  input: CheckTrader,
  subject: (input) => about(input),
  async run({ tx, actor, now, onPlatform }, seen) {
    const found = await lockTrader(tx, actor, seen);
    if (!found.ok) return found;
    const { account, trader } = found.value;
    onPlatform(account.platformId);
    if (!trader || trader.purgedAt) return fail("refused", "trader_none");
    if (missingOf(trader).length > 0) return fail("refused", "trader_incomplete");
    const checkedBy = actor.kind === "person" ? actor.id : null;
    return writeTrader(tx, seen.accountId, seen.version, { checkedAt: now, checkedBy });
  },
});

/** Asks the trader to correct or complete, with a last day (Art. 30(3)); the letter leaves with it. */
export const askCorrection = command({
  name: "trader.ask",
  permission: "trader.manage",
  input: AskCorrection,
  subject: (input) => about(input, { fields: input.fields.join(" "), dueOn: input.dueOn }),
  async run({ tx, actor, now, onPlatform }, { fields, dueOn, why, ...seen }) {
    const found = await lockTrader(tx, actor, seen);
    if (!found.ok) return found;
    const { account, trader } = found.value;
    onPlatform(account.platformId);
    if (!trader || trader.purgedAt) return fail("refused", "trader_none");
    if (dueOn <= dayIn(now, account.zone)) return invalid("dueOn", "date_in_past");
    const asked = {
      correctionAskedAt: now,
      correctionDueAt: correctionDue(dueOn, account.zone),
      correctionOf: [...new Set(fields)],
      correctionWhy: why,
    };
    const { accountId } = seen;
    const dedupeKey = `trader asked ${accountId} ${now.toISOString()}`;
    const mail = { kind: "mail.trader", payload: { accountId }, dedupeKey, platformId: account.platformId };
    await enqueue(tx, mail, now);
    return writeTrader(tx, accountId, seen.version, asked);
  },
});

/** What the record lacks or has wrong, in the trader's language: the content that the decision judges. */
function recordInWords(trader: StoredTrader, language: LetterLanguage) {
  const t = translatorFor(language, "traderMail");
  const missing = missingOf(trader);
  const wrong = missing.length > 0 ? missing : trader.correctionOf;
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const fields = list.format(wrong.map((field) => t(`fields.${field}`)));
  return { title: t("record.title"), text: t(missing.length > 0 ? "record.missing" : "record.wrong", { fields }) };
}

/**
 * Suspends a trader that was asked to correct and did not, or refuses one that gave too little to begin (Art. 30(3)): an
 * ordinary decision of a person on a case of own initiative, with its statement of reasons, its undo window and its own
 * appeal link (Arts 17, 20, 30(4)). `action` is one of the platform's own.
 */
export const suspendTrader = command({
  name: "trader.suspend",
  permission: "trader.manage",
  input: SuspendTrader,
  subject: (input, value?: TraderDecided) => [
    about(input, { measure: input.measure, decisionId: value?.decisionId ?? null }),
    // The log of the case has the hashes of what was decided.
    ...(value ? [{ kind: "case", id: value.caseId, detail: { decisionId: value.decisionId } }] : []),
  ],
  async run(context, { measure, action, why, ...seen }) {
    const { tx, actor, now, onPlatform } = context;
    const found = await lockTrader(tx, actor, seen);
    if (!found.ok) return found;
    const { account, trader } = found.value;
    onPlatform(account.platformId);
    if (!trader || trader.purgedAt) return fail("refused", "trader_none");
    const refusal = suspendRefusal({ ...trader, measured: await measureOf(tx, trader) }, measure, now);
    if (refusal) {
      const day = trader.correctionDueAt && dayIn(trader.correctionDueAt, account.zone);
      return fail("refused", refusal, { values: { day: day ?? "" } });
    }
    const pack = await packFor(tx, account.platformId);
    const chosen = (pack && packOn(pack, dayIn(now, pack.zone)))?.sanctions.actions.find(
      ({ id, target }) => id === action && target === "account",
    );
    if (!chosen) return invalid("action", "trader_action_unknown");
    const language = letterLanguageOfTag(account.language ?? "") ?? "en";
    const record = recordInWords(trader, language);
    const opened = await openOwnCase(
      tx,
      account,
      { record: "trader", role: "merchant", language, why, ...record },
      now,
    );
    if (!opened.ok) return opened;
    const decided = await decideOne(context, {
      ...opened.value,
      verb: "decide",
      input: () =>
        ok({
          ...opened.value,
          outcome: "violation",
          ground: "law",
          legalGround: translatorFor(language, "traderMail")("record.law"),
          legalExplanation: why,
          findings: {},
          evidence: [],
          exceptionsConsidered: [],
          facts: record.text,
          sanctions: [{ action, ...(chosen.termNotStated ? { openEnded: true } : {}) }],
          tags: [],
          territories: [],
        }),
    });
    if (!decided.ok) return decided;
    const { decisionId, caseId } = decided.value;
    const written = await writeTrader(tx, seen.accountId, seen.version, { decisionId, measure });
    return ok<TraderDecided>({ ...written.value, caseId, decisionId });
  },
});

/**
 * That the contract with the trader ended: the trader is told, its data is kept for six more months and then deleted
 * (Art. 30(5)).
 */
export const endContract = command({
  name: "trader.end",
  permission: "trader.manage",
  input: EndContract,
  subject: (input) => about(input, { endedOn: input.endedOn }),
  async run({ tx, actor, now, onPlatform }, { endedOn, ...seen }) {
    const found = await lockTrader(tx, actor, seen);
    if (!found.ok) return found;
    const { account, trader } = found.value;
    onPlatform(account.platformId);
    if (!trader || trader.purgedAt) return fail("refused", "trader_none");
    if (traderStatus({ ...trader, measured: null }, now) === "ended") return fail("refused", "trader_ended");
    if (endedOn > dayIn(now, account.zone)) return invalid("endedOn", "date_in_future");
    const contractEndedAt = startOfDay(endedOn, account.zone);
    const { accountId } = seen;
    const dedupeKey = `trader ended ${accountId} ${endedOn}`;
    const payload = { accountId, about: "ended" };
    await enqueue(tx, { kind: "mail.trader", payload, dedupeKey, platformId: account.platformId }, now);
    return writeTrader(tx, seen.accountId, seen.version, {
      contractEndedAt,
      purgeAt: keptUntil(contractEndedAt, account.zone),
    });
  },
});

const batch = 200;
const worker = { kind: "system", name: "traders" } as const;

/** Deletes what is personal in the records of traders whose contract ended six months ago; that there was one stays. */
const purgeBatch = command({
  name: "trader.purge",
  permission: "trader.purge",
  input: z.object({}),
  subject: (_, ids?: readonly string[]) => (ids?.length ? ids.map((accountId) => about({ accountId })) : null),
  async run({ tx, now }) {
    const due = await tx
      .select({ accountId: traders.accountId, version: traders.version })
      .from(traders)
      .where(and(isNotNull(traders.purgeAt), lt(traders.purgeAt, now), isNull(traders.purgedAt)))
      .orderBy(asc(traders.purgeAt), asc(traders.accountId))
      .limit(batch)
      .for("update", { skipLocked: true });
    for (const { accountId, version } of due)
      await writeTrader(tx, accountId, version, { ...emptied, selfCertifiedAt: null, correctionOf: [], purgedAt: now });
    return ok(due.map(({ accountId }) => accountId));
  },
});

/** For the worker: deletes trader data that is kept no longer. @returns of how many traders */
export async function purgeTraders(_db: Db, now: Date): Promise<number> {
  const done = await purgeBatch(worker, {}, now);
  if (!done.ok) throw new Error(`trader data was not deleted: ${done.reason}`);
  return done.value.length;
}
