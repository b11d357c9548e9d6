import "server-only";
import { and, desc, eq, inArray, isNotNull, isNull, lte, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import {
  caseSuggestions,
  cases,
  contentItems,
  decisions,
  type GoldenPast,
  type goldenItems,
  goldenTurns,
  people,
  snapshots,
} from "@/db/schema";
import type { DecisionOnAccount } from "@/lib/decisions/account.contract";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { readRows } from "@/lib/platform/rows";
import { notShownOf } from "@/lib/queue/care.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { idWithin, pastCount, pastIdOf } from "./golden.rules";
import { contentOfCase } from "./golden-item.store";
import type { Turn } from "./golden-turn.store";

type Item = typeof goldenItems.$inferSelect;
type About = { item: Item; actor: Person; seed: number; notGiven: readonly HarmClass[] };
type Here = Omit<Turn, "answer" | "past">;

const mostLookedAt = 40;
const widestGap = 2000;

/** Under no clause, so that no list of precedents has it beside the case that it is a copy of. */
const foundNothing: SQL | undefined = and(
  eq(decisions.outcome, "no_violation"),
  isNull(decisions.clauseRef),
  isNull(decisions.undoneAt),
  isNull(decisions.reversedAt),
  isNull(decisions.supersededBy),
);

/**
 * What the made-up account of a golden item has behind it: up to two cases of others like it (platform, language, role) that
 * a colleague decided before, in which nothing was found, and which have no pictures. An account without any history would
 * tell what it belongs to; a strike would move the measures that the settled answer chose.
 */
export async function pastFor(tx: Tx, { item, actor, seed, notGiven }: About, before: Date): Promise<GoldenPast[]> {
  const wanted = item.account ? pastCount({ seed, personId: actor.id, itemId: item.id }) : 0;
  if (wanted === 0) return [];
  const rows = await tx
    .select({ caseId: cases.id, decisionId: decisions.id, number: cases.number, harms: cases.harms })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .where(
      and(
        eq(decisions.platformId, item.platformId),
        foundNothing,
        lte(decisions.effectiveAt, before),
        ne(decisions.decidedBy, actor.id),
        isNotNull(cases.accountId),
        eq(cases.state, "decided"),
        eq(cases.language, item.language),
        sql`${contentItems.role} is not distinct from ${item.role}`,
        sql`not ${cases.childSafety}`,
        sql`${snapshots.media} = '[]'::jsonb and ${snapshots.text} <> '' and ${snapshots.text} <> ${item.text}`,
        item.sourceCaseId ? ne(cases.id, item.sourceCaseId) : undefined,
      ),
    )
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(mostLookedAt);
  const ofThem = await tx
    .select({ past: goldenTurns.past })
    .from(goldenTurns)
    .where(eq(goldenTurns.personId, actor.id));
  const shown = ofThem.flatMap(({ past }) => past);
  const taken = new Set(shown.map(({ number }) => number));
  const seen = new Set(shown.map(({ caseId }) => caseId));
  const past: GoldenPast[] = [];
  for (const { caseId, decisionId, number, harms } of rows) {
    if (past.length === wanted) break;
    if (seen.has(caseId) || notShownOf(harms, notGiven).length > 0) continue;
    const free = await freeNumber(tx, number, taken);
    if (free === null) continue;
    seen.add(caseId);
    taken.add(free);
    past.push({ caseId, decisionId, number: free });
  }
  return past;
}

/** The number nearest before this one that neither a case nor a golden item has; numbers are left out at every desk. */
async function freeNumber(tx: Tx, number: number, taken: ReadonlySet<number>): Promise<number | null> {
  const asked = sql`select n::int as number from generate_series(${Math.max(1, number - widestGap)}::int, ${number}::int) n
    where not exists (select 1 from cases c where c.number = n)
      and not exists (select 1 from golden_turns t where t.number = n)
    order by n desc limit ${taken.size + 1}`;
  const rows = readRows(await tx.execute(asked), z.object({ number: z.number() }));
  return rows.find(({ number: free }) => !taken.has(free))?.number ?? null;
}

/** What was decided on a golden item's account before it, as an account's page lists it; on an earlier case, before that. */
export async function decidedBefore(db: Db | Tx, golden: Turn): Promise<DecisionOnAccount[]> {
  const { turn, platform, past } = golden;
  const { past: all } = turn;
  if (all.length === 0) return [];
  const rows = await db
    .select({
      id: decisions.id,
      decidedAt: decisions.decidedAt,
      contentDay: decisions.contentDay,
      role: decisions.role,
    })
    .from(decisions)
    .where(
      inArray(
        decisions.id,
        all.map(({ decisionId }) => decisionId),
      ),
    )
    .orderBy(desc(decisions.decidedAt));
  const turnId = past?.turnId ?? turn.id;
  const own = past && rows.find(({ id }) => id === all[past.at]?.decisionId);
  return rows.flatMap((row): DecisionOnAccount[] => {
    const at = all.findIndex(({ decisionId }) => decisionId === row.id);
    const entry = all[at];
    if (!entry || (own && row.decidedAt >= own.decidedAt)) return [];
    return [
      {
        id: decisionIdOf(turnId, at),
        caseId: pastIdOf(turnId, at),
        reference: caseReference(platform.prefix, entry.number),
        clauseRef: null,
        outcome: "no_violation",
        sanctions: [],
        decidedAt: row.decidedAt.toISOString(),
        contentDay: row.contentDay,
        role: row.role,
        state: "standing",
        flagged: false,
        version: null,
      },
    ];
  });
}

const decisionIdOf = (turnId: string, at: number) => idWithin(turnId, `past decision ${at}`);

/** The earlier case at this place, as a turn that a colleague answered; null where its content is not kept any more. */
export async function pastAt(db: Db | Tx, here: Here, at: number): Promise<Turn | null> {
  const entry = here.turn.past[at];
  const copied = entry && (await contentOfCase(db, entry.caseId));
  if (!entry || !copied) return null;
  const { row, content } = copied;
  const [decided] = await db
    .select({ decision: decisions, name: people.name })
    .from(decisions)
    .innerJoin(people, eq(people.id, decisions.decidedBy))
    .where(eq(decisions.id, entry.decisionId));
  if (!decided) return null;
  const [read] = await db
    .select({ matches: caseSuggestions.matches, confident: caseSuggestions.confident })
    .from(caseSuggestions)
    .where(eq(caseSuggestions.caseId, entry.caseId))
    .orderBy(desc(caseSuggestions.madeAt))
    .limit(1);
  const { decision, name } = decided;
  const { turn, item } = here;
  const turnId = turn.id;
  const { platform: _platform, contentAt, ...shown } = content;
  return {
    ...here,
    turn: { ...turn, ...atRest, id: pastIdOf(turnId, at), number: entry.number, openedAt: row.openedAt },
    item: {
      ...item,
      ...shown,
      contentAt: new Date(contentAt),
      matches: read?.matches ?? [],
      isConfident: read?.confident === "yes",
      clauseGroup: row.clauseGroup,
      severity: row.severity,
      harmsRead: row.harms,
      sourceCaseId: entry.caseId,
    },
    answer: {
      id: decisionIdOf(turnId, at),
      platformId: item.platformId,
      turnId,
      itemId: item.id,
      personId: decision.decidedBy,
      outcome: "no_violation",
      clauseRef: null,
      sanctions: [],
      answeredAt: decision.decidedAt,
      effectiveAt: decision.effectiveAt,
      ...neverTold,
    },
    past: { turnId, at, decider: name, rationale: decision.rationale },
  };
}

const atRest = {
  state: "decided" as const,
  version: 4,
  isAhead: false,
  leaseUntil: null,
  heldUntil: null,
  waitingFor: null,
  waitingUntil: null,
  escalatedTo: null,
  escalatedWhy: null,
  handedTo: null,
  handedWhy: null,
  handedUntil: null,
  questions: [],
};
const neverTold = {
  undoneAt: null,
  requestKey: null,
  disagreedAt: null,
  disagreedWhy: null,
  keptAt: null,
  keptBy: null,
  keptWhy: null,
};
