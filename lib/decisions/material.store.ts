import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import {
  accounts,
  caseSuggestions,
  cases,
  contentItems,
  decisions,
  noticeContacts,
  noticeItems,
  notices,
  platforms,
  policyClauses,
  snapshots,
  strikes,
} from "@/db/schema";
import type { FieldFailure } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { packInUse, packOf } from "@/lib/policy/store";
import { caseReference } from "@/lib/queue/row.rules";
import type { CaseMaterial, CaseNotice, PriorStrike } from "./material.rules";
import { runningOn } from "./still-in-force.store";

/** The case, its snapshot, item and account in one read; null when there is no such case. */
async function caseFacts(db: Db | Tx, caseId: string) {
  const [row] = await db
    .select({
      caseId: cases.id,
      number: cases.number,
      version: cases.version,
      source: cases.source,
      packId: packInUse(cases.platformId),
      wasSortedByTool: sql<boolean>`exists (select 1 from ${caseSuggestions} where ${caseSuggestions.caseId} = ${cases.id})`,
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
    .where(eq(cases.id, caseId));
  return row ?? null;
}

/** Every strike of an account that was not taken back with its decision; overturned ones are among them, marked. */
export async function strikesOf(db: Db | Tx, accountId: string): Promise<PriorStrike[]> {
  return db
    .select({
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
    .where(and(eq(strikes.accountId, accountId), isNull(decisions.undoneAt)))
    .orderBy(asc(strikes.confirmedAt), asc(strikes.id));
}

/** As lib/intake stored it: a visitor has no key, and comes by the form or the public API. */
const vouchedFor = sql<boolean>`(${notices.apiKeyId} is not null or ${notices.channel} in ('cli', 'desk'))`;

/** The reports of a case that were not answered yet, with what is needed to answer them. */
async function openNotices(db: Db | Tx, caseId: string): Promise<CaseNotice[]> {
  return db
    .select({
      id: notices.id,
      itemRowId: noticeItems.id,
      source: notices.source,
      legalClaim: notices.legalClaim,
      relation: notices.relation,
      isVouchedFor: vouchedFor,
      automated: notices.automated,
      explanation: notices.explanation,
      language: notices.language,
      contactName: noticeContacts.name,
      contactEmail: noticeContacts.email,
      contactLanguage: noticeContacts.language,
      contactZone: noticeContacts.zone,
    })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .where(and(eq(noticeItems.caseId, caseId), isNull(noticeItems.decisionId)))
    .orderBy(asc(notices.receivedAt), asc(notices.id));
}

/** Everything a decision on a case is made of; the card and the commit read it here, so that they cannot differ. */
export async function materialOf(db: Db | Tx, caseId: string): Promise<CaseMaterial | null> {
  const row = await caseFacts(db, caseId);
  if (!row) return null;
  const { packId, ...facts } = row;
  const pack = await packOf(db, facts.platform.id, packId);
  const priors = facts.account ? await strikesOf(db, facts.account.id) : [];
  const settings = await settingsFor(db, facts.platform.id);
  return {
    ...facts,
    reference: caseReference(facts.platform.prefix, facts.number),
    pack,
    priors,
    running: await runningOn(db, facts.account?.id ?? null),
    notices: await openNotices(db, caseId),
    undoSeconds: settings.undoSeconds,
    deviationNeedsSecondPerson: settings.deviationNeedsSecondPerson,
  };
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
