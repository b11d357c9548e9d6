import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import {
  accounts,
  caseSuggestions,
  cases,
  contentItems,
  decisions,
  hashMatches,
  noticeContacts,
  noticeItems,
  notices,
  notifierReveals,
  orders,
  platforms,
  policyClauses,
  snapshots,
  strikes,
  waveRunMembers,
} from "@/db/schema";
import { ownHelp } from "@/lib/platform/help.store";
import type { FieldFailure } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { traderContact } from "@/lib/platform/settings.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packInUse, packOf } from "@/lib/policy/store";
import { caseReference } from "@/lib/queue/row.rules";
import { type CaseMaterial, type FollowedDispute, type PriorStrike, snapshotDay } from "./material.rules";
import { fallenOnEach } from "./replaced.store";
import { mayBeNamed } from "./reveal.rules";
import { nameableColumns } from "./reveal.store";
import { runningOnEach } from "./still-in-force.store";
import { alikeOnEach } from "./volume.store";

/** Each case with its snapshot, item and account, in one read; one that is not there is left out. */
function caseFacts(db: Db | Tx, caseIds: readonly string[]) {
  return db
    .select({
      caseId: cases.id,
      number: cases.number,
      version: cases.version,
      source: cases.source,
      harms: cases.harms,
      packId: packInUse(cases.platformId),
      wasSortedByTool: sql<boolean>`(exists (select 1 from ${caseSuggestions} where ${caseSuggestions.caseId} = ${cases.id})
        or exists (select 1 from ${hashMatches} where ${hashMatches.caseId} = ${cases.id})
        or exists (select 1 from ${waveRunMembers} where ${waveRunMembers.caseId} = ${cases.id}))`,
      platform: { id: platforms.id, name: platforms.name, zone: platforms.zone, prefix: platforms.prefix },
      item: {
        id: contentItems.id,
        location: contentItems.location,
        role: contentItems.role,
        surface: contentItems.surface,
      },
      snapshot: {
        id: snapshots.id,
        title: snapshots.title,
        text: snapshots.text,
        language: snapshots.language,
        contentAt: snapshots.contentAt,
        contentAtKnown: snapshots.contentAtKnown,
        hasMedia: sql<boolean>`${snapshots.media} <> '[]'::jsonb`,
      },
      account: {
        id: accounts.id,
        handle: accounts.handle,
        kind: accounts.kind,
        email: accounts.email,
        language: accounts.language,
        zone: accounts.zone,
        jurisdiction: accounts.jurisdiction,
      },
    })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .where(inArray(cases.id, [...caseIds]));
}

/** Every strike of an account that was not taken back with its decision; overturned ones are among them, marked. */
export async function strikesOf(db: Db | Tx, accountId: string): Promise<PriorStrike[]> {
  return strikesOfEach(db, [accountId]);
}

/** The same of several accounts, each with whose it is. */
function strikesOfEach(db: Db | Tx, accountIds: readonly string[]) {
  return db
    .select({
      accountId: strikes.accountId,
      id: strikes.id,
      decisionId: strikes.decisionId,
      role: strikes.role,
      clauseRef: strikes.clauseRef,
      versionRef: strikes.versionRef,
      contentDay: strikes.contentDay,
      points: strikes.points,
      confirmedAt: strikes.confirmedAt,
      overturnedAt: strikes.overturnedAt,
    })
    .from(strikes)
    .innerJoin(decisions, eq(decisions.id, strikes.decisionId))
    .where(and(inArray(strikes.accountId, [...accountIds]), isNull(decisions.undoneAt)))
    .orderBy(asc(strikes.confirmedAt), asc(strikes.id));
}

/** As lib/intake stored it: a visitor has no key, and comes by the form or the public API. */
const vouchedFor = sql<boolean>`(${notices.apiKeyId} is not null or ${notices.channel} in ('cli', 'desk'))`;

/** Of a notice on a case: the last dispute that its sender won about the same content and that we follow. */
const followedDispute = sql<FollowedDispute | null>`(
  select json_build_object('reference', followed.reference, 'body', deciding.name)
  from disputes followed
  join dispute_bodies deciding on deciding.id = followed.body_id
  join statements told on told.id = followed.statement_id
  join decisions disputed on disputed.id = followed.decision_id
  join cases before on before.id = disputed.case_id
  where told.notice_id = ${notices.id} and before.item_id = ${cases.itemId}
    and followed.by = 'notifier' and followed.answer in ('follow', 'partly')
  order by followed.answered_at desc limit 1)`;

/** The reports of each case that were not answered yet, with what is needed to answer them. */
function openNotices(db: Db | Tx, caseIds: readonly string[]) {
  return db
    .select({
      caseId: noticeItems.caseId,
      id: notices.id,
      itemRowId: noticeItems.id,
      ...nameableColumns,
      consent: notifierReveals.id,
      isVouchedFor: vouchedFor,
      isInArea: sql<boolean>`coalesce(${notices.flaggerStanding} = 'inside', false)`,
      automatedDetection: notices.automatedDetection,
      automated: notices.automated,
      orderId: orders.id,
      holdUntil: orders.holdUntil,
      authority: orders.authority,
      country: orders.country,
      dispute: followedDispute,
      explanation: notices.explanation,
      language: notices.language,
      contactEmail: noticeContacts.email,
      contactLanguage: noticeContacts.language,
      contactZone: noticeContacts.zone,
    })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .leftJoin(orders, eq(orders.noticeId, notices.id))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .leftJoin(
      notifierReveals,
      and(
        eq(notifierReveals.caseId, noticeItems.caseId),
        eq(notifierReveals.noticeId, notices.id),
        eq(notifierReveals.state, "consented"),
      ),
    )
    .where(and(inArray(noticeItems.caseId, [...caseIds]), isNull(noticeItems.decisionId), isNull(notices.withdrawnAt)))
    .orderBy(asc(notices.receivedAt), asc(notices.id));
}

/** Everything a decision on a case is made of; the card and the commit read it here, so that they cannot differ. */
export async function materialOf(db: Db | Tx, caseId: string): Promise<CaseMaterial | null> {
  const [material] = await materialsOf(db, [caseId]);
  return material ?? null;
}

/**
 * The same of many cases of one platform, in the order asked for, with as many queries as for one: a wave is planned from
 * it. Cases that are not there are left out.
 */
export async function materialsOf(db: Db | Tx, caseIds: readonly string[]): Promise<CaseMaterial[]> {
  const rows = new Map((await caseFacts(db, caseIds)).map((row) => [row.caseId, row]));
  const [one] = rows.values();
  if (!one) return [];
  const accountIds = [...new Set([...rows.values()].flatMap(({ account }) => account?.id ?? []))];
  const pack = await packOf(db, one.platform.id, one.packId);
  const priors = accountIds.length > 0 ? await strikesOfEach(db, accountIds) : [];
  const settings = await settingsFor(db, one.platform.id);
  const help = await ownHelp(db);
  const running = await runningOnEach(db, accountIds);
  const alike = await alikeOnEach(db, [...rows.keys()]);
  const fallen = await fallenOnEach(
    db,
    [...rows.values()].map(({ item }) => item.id),
  );
  const open = (await openNotices(db, [...rows.keys()])).map(
    ({ orderId, holdUntil, authority, country, consent, ...notice }) => ({
      ...notice,
      isRevealed: consent !== null && orderId === null && mayBeNamed(notice),
      order: orderId === null ? null : { id: orderId, holdUntil, authority: authority ?? "", country: country ?? "" },
    }),
  );
  const notices = byKey(open, ({ caseId }) => caseId);
  const priorsOf = byKey(priors, ({ accountId }) => accountId);
  const runningOf = byKey(running, ({ accountId }) => accountId);
  return caseIds.flatMap((caseId) => {
    const row = rows.get(caseId);
    if (!row) return [];
    const { packId: _pack, ...facts } = row;
    const accountId = facts.account?.id ?? "";
    return {
      ...facts,
      reference: caseReference(facts.platform.prefix, facts.number),
      help,
      traderContact: traderContact(settings),
      contact: settings.contactAddress || null,
      pack: packOn(pack, snapshotDay(facts)),
      priors: priorsOf.get(accountId) ?? [],
      replaced: fallen.get(facts.item.id) ?? null,
      running: runningOf.get(accountId) ?? [],
      notices: notices.get(caseId) ?? [],
      letterLanguage: settings.letterLanguage,
      volume: { alike: alike.get(caseId) ?? 1, least: settings.bulkItems },
      undoSeconds: settings.undoSeconds,
      deviationNeedsSecondPerson: settings.deviationNeedsSecondPerson,
      looksAtTyped: settings.databaseLookAtTyped,
    };
  });
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string | null): Map<string, Row[]> {
  const lists = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? "";
    const list = lists.get(key);
    if (list) list.push(row);
    else lists.set(key, [row]);
  }
  return lists;
}

/** Problems as people read them: a clause that this platform does not have may be one of another (edge of issue 2). */
export async function explained(db: Db | Tx, problems: readonly FieldFailure[]): Promise<FieldFailure[]> {
  const result: FieldFailure[] = [];
  for (const problem of problems) {
    const ref = problem.reason === "clause_unknown" ? problem.values?.clause : undefined;
    const names = typeof ref === "string" ? await platformsWithClause(db, ref) : [];
    const values = { ...problem.values, platforms: names.join(", ") };
    result.push(names.length === 0 ? problem : { ...problem, reason: "clause_of_other_platform", values });
  }
  return result;
}

async function platformsWithClause(db: Db | Tx, ref: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: platforms.id, name: platforms.name })
    .from(policyClauses)
    .innerJoin(platforms, eq(platforms.id, policyClauses.platformId))
    .where(eq(policyClauses.ref, ref));
  return rows.map((row) => row.name.en).sort();
}
