import "server-only";
import { and, asc, eq, inArray, isNotNull, not, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  accounts,
  cases,
  contentItems,
  decisions,
  platforms,
  policyClauses,
  policyVersions,
  sanctions,
  snapshots,
  statements,
} from "@/db/schema";
import { isOnHold } from "@/lib/intake/order-hold.store";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { appUrl, secrets } from "@/lib/platform/env";
import { isId } from "@/lib/platform/ids.rules";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { platformsAsked } from "@/lib/policy/api.queries";
import { decisionShownTo, shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { ApiDecision, ApiDecisions, DecisionsRequest } from "./api.contract";
import { type StatementOf, toApiDecision } from "./api.rules";
import { linkAddress } from "./link.rules";
import { linkSerial } from "./links.store";
import { settledDecisions } from "./settled.queries";

const list = "decisions";

const columns = {
  id: decisions.id,
  platformId: decisions.platformId,
  caseId: decisions.caseId,
  prefix: platforms.prefix,
  number: cases.number,
  outcome: decisions.outcome,
  origin: decisions.origin,
  groundTerms: decisions.groundTerms,
  groundIllegal: decisions.groundIllegal,
  clauseRef: decisions.clauseRef,
  clauseTitle: policyClauses.title,
  versionRef: decisions.versionRef,
  versionLabel: policyVersions.label,
  alsoBreaks: decisions.alsoBreaks,
  role: decisions.role,
  points: decisions.points,
  contentDay: decisions.contentDay,
  decidedAt: decisions.decidedAt,
  effectiveAt: decisions.effectiveAt,
  undoneAt: decisions.undoneAt,
  reversedAt: decisions.reversedAt,
  supersedes: decisions.supersedes,
  supersededBy: decisions.supersededBy,
  exempt: decisions.exempt,
  location: contentItems.location,
  accountId: accounts.externalId,
  handle: accounts.handle,
};

/** Nobody who decided or reported is selected at all, and no text that a person typed (DESIGN 3.11). */
function decisionRows(db: Db, where: SQL | undefined) {
  return db
    .select(columns)
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .innerJoin(snapshots, eq(snapshots.id, decisions.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, snapshots.itemId))
    .leftJoin(policyClauses, eq(policyClauses.id, decisions.clauseId))
    .leftJoin(policyVersions, eq(policyVersions.id, policyClauses.versionId))
    .leftJoin(accounts, eq(accounts.id, decisions.accountId))
    .where(where)
    .orderBy(asc(decisions.decidedAt), asc(decisions.id));
}
type DecisionRow = Awaited<ReturnType<typeof decisionRows>>[number];

async function sanctionsOf(db: Db, ids: string[]) {
  const { decisionId, action, target, dsaValue, points, startsAt, endsAt, indefinite, permanent } = sanctions;
  const { id, barsReEntry, isFollowOn, state, endedAt, executedAt } = sanctions;
  const term = { startsAt, endsAt, indefinite, permanent, state, endedAt, executedAt };
  const rows = await db
    .select({ id, decisionId, action, target, dsaValue, points, barsReEntry, isFollowOn, ...term })
    .from(sanctions)
    .where(inArray(decisionId, ids))
    .orderBy(asc(sanctions.id));
  const found = new Map<string, typeof rows>();
  for (const row of rows) found.set(row.decisionId, [...(found.get(row.decisionId) ?? []), row]);
  return found;
}

/** The statement of reasons to the person concerned; letters to notifiers are nobody else's. */
async function statementsOf(
  db: Db,
  ids: string[],
  { mayLink, now }: { mayLink: boolean; now: Date },
): Promise<Map<string, StatementOf>> {
  const { id, decisionId, puid, sentAt, appealUntil, revokedAt, addressee, isStatementOfReasons } = statements;
  // A platform shows it to its person: not before an authority allows that (O3).
  const mayBeTold = or(isNotNull(sentAt), not(isOnHold(decisionId, now)));
  const rows = await db
    .select({ id, decisionId, puid, sentAt, appealUntil, revokedAt, serial: linkSerial })
    .from(statements)
    .where(and(inArray(decisionId, ids), eq(addressee, "affected"), eq(isStatementOfReasons, true), mayBeTold));
  const linkOf = (row: (typeof rows)[number]) =>
    row.revokedAt ? null : linkAddress(appUrl(), row.id, secrets().links, row.serial);
  return new Map(rows.map((row) => [row.decisionId, { ...row, ...(mayLink ? { link: linkOf(row) } : {}) }]));
}

async function shown(db: Db, actor: Actor, rows: readonly DecisionRow[], now: Date): Promise<ApiDecision[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [imposed, told] = await Promise.all([
    sanctionsOf(db, ids),
    statementsOf(db, ids, { mayLink: can(actor, "statement.link"), now }),
  ]);
  const mayKnowWho = can(actor, "account.view");
  return rows.map((row) => {
    const account = row.accountId === null ? null : { id: row.accountId, handle: row.handle ?? "" };
    const more = {
      sanctions: (imposed.get(row.id) ?? []).map(({ decisionId: _, ...sanction }) => sanction),
      statement: told.get(row.id) ?? null,
      about: mayKnowWho ? { account, location: row.location } : undefined,
    };
    return toApiDecision({ ...row, reference: caseReference(row.prefix, row.number) }, more, now);
  });
}

/**
 * Decisions of the key's platforms, oldest first, by keyset: each platform's own index is walked from the cursor, and
 * nothing is counted. Only what can no longer be taken back is listed; by its id one that was taken back tells so. Fails naming `platform` or
 * `after`.
 */
export async function decisionsAfter(
  db: Db,
  actor: Actor,
  request: DecisionsRequest,
  now: Date,
): Promise<Result<ApiDecisions>> {
  const asked = await platformsAsked(db, { actor, verb: "decision.read", now }, request.platform);
  if (!asked.ok) return asked;
  const after = request.after ? readPlace(list, request.after) : undefined;
  if (after === null) return fail("invalid", "invalid", { fields: [{ field: "after", reason: "cursor_unknown" }] });
  const { decidedAt, id, platformId } = decisions;
  const past = after ? sql`(${decidedAt}, ${id}) > (${after.at.toISOString()}, ${after.id})` : undefined;
  const settled = await settledDecisions(db, asked.value, now);
  const most = request.limit + 1;
  // The name "decisions" means the inner one here: each platform gives at most a page, off its own index.
  const ofEach = sql`(select picked.id from jsonb_array_elements_text(${JSON.stringify(asked.value)}::jsonb) as asked(slug)
    cross join lateral (select ${id} as id from ${decisions}
      where ${and(sql`${platformId} = asked.slug`, settled, past, decisionShownTo(actor, id))}
      order by ${decidedAt}, ${id} limit ${most}) picked)`;
  const rows = await decisionRows(db, sql`${id} in ${ofEach}`).limit(most);
  const page = rows.slice(0, request.limit);
  const end = page.at(-1);
  const last = end ? writePlace(list, { at: end.decidedAt, id: end.id }) : (request.after ?? null);
  return ok({
    decisions: await shown(db, actor, page, now),
    next: rows.length > request.limit ? last : null,
    last,
  });
}

/** One decision; one of another platform than the key's is as unknown as none. */
export async function decisionFor(db: Db, actor: Actor, decisionId: string, now: Date): Promise<Result<ApiDecision>> {
  const [row] = isId(decisionId) ? await decisionRows(db, and(eq(decisions.id, decisionId), shownTo(actor))) : [];
  if (!row || !mayOn(actor, row.platformId)) return fail("not_found", "decision_not_found");
  const [decision] = await shown(db, actor, [row], now);
  return decision ? ok(decision) : fail("not_found", "decision_not_found");
}
