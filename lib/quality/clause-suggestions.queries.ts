import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, platforms } from "@/db/schema";
import { titleOf } from "@/lib/decisions/localised.rules";
import { clauseWords } from "@/lib/matching/clause-words.rules";
import { readLexicon } from "@/lib/matching/lexicon.store";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { beginningOf } from "@/lib/platform/text.rules";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { versionGoverning } from "@/lib/policy/governing.rules";
import type { Clause } from "@/lib/policy/pack.contract";
import { packFor } from "@/lib/policy/store";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { ClauseSuggestions, LatelyCase } from "./clause-suggestions.contract";
import { type DecidedOutcome, mostOutcomes, outcomesOf } from "./health.queries";
import { healthOf } from "./health.rules";
import { type Fate, fateOf } from "./lately.rules";
import { scopeOf } from "./suggestions.queries";

/** Of each kind: enough to see what goes wrong. */
const mostLately = 10;
const excerptLength = 140;

const lateColumns = {
  id: cases.id,
  prefix: platforms.prefix,
  number: cases.number,
  excerpt: cases.excerpt,
  harms: cases.harms,
};

type Fates = Record<Fate, DecidedOutcome[]>;

function fatesOf(ref: string, outcomes: readonly DecidedOutcome[]): Fates {
  const fates: Fates = { caught: [], missed: [], wrong: [] };
  for (const outcome of outcomes) {
    const fate = fateOf(ref, outcome);
    if (fate && fates[fate].length < mostLately) fates[fate].push(outcome);
  }
  return fates;
}

async function latelyOf(db: Db, actor: Actor, fates: Fates, now: Date): Promise<Record<Fate, LatelyCase[]>> {
  const ids = Object.values(fates).flatMap((list) => list.map(({ caseId }) => caseId));
  const rows =
    ids.length === 0
      ? []
      : await db
          .select(lateColumns)
          .from(cases)
          .innerJoin(platforms, eq(platforms.id, cases.platformId))
          .where(and(inArray(cases.id, ids), shownTo(actor)));
  const notGiven = await notGivenTo(
    db,
    actor,
    rows.map(({ harms }) => harms),
    now,
  );
  const shown = (list: readonly DecidedOutcome[]) =>
    list.flatMap(({ caseId, decidedAt }): LatelyCase[] => {
      const row = rows.find(({ id }) => id === caseId);
      if (!row) return [];
      const content = { harms: row.harms, excerpt: beginningOf(row.excerpt, excerptLength) };
      const reference = caseReference(row.prefix, row.number);
      return [{ caseId, reference, decidedAt: decidedAt.toISOString(), ...veiled(content, notGiven) }];
    });
  return { caught: shown(fates.caught), missed: shown(fates.missed), wrong: shown(fates.wrong) };
}

/** The clause whose exceptions apply to this one too. */
function lenderOf({ clauses }: PolicyPack, { exceptionsFrom }: Clause): Clause | null {
  return (exceptionsFrom && clauses.find(({ ref }) => ref === exceptionsFrom)) || null;
}

/**
 * What the matcher knows of a clause and how it did lately. Null for a platform or a clause that is not here. The cases
 * are shown to those alone who may see cases.
 */
export async function clauseSuggestions(
  db: Db,
  actor: Actor,
  { platformId, ref, now }: { platformId: string; ref: string; now: Date },
): Promise<ClauseSuggestions | null> {
  const pack = await packFor(db, platformId);
  const clause = pack?.clauses.find((candidate) => candidate.ref === ref);
  if (!pack || !clause) return null;
  const outcomes = await outcomesOf(db, actor, { platformId, now });
  const none = { ref, decided: 0, first: 0, listed: 0, missed: 0, wrong: 0, reasons: {} };
  return {
    platform: { id: platformId, name: pack.name },
    scope: scopeOf(pack),
    clause: {
      ref,
      title: titleOf(clause),
      version: versionGoverning(pack, clause.document, dayIn(now, pack.zone))?.id ?? null,
      isEnforceable: clause.enforceable,
    },
    words: clauseWords(clause, readLexicon(platformId), lenderOf(pack, clause)),
    health: healthOf(outcomes).byClause.find((one) => one.ref === ref) ?? none,
    lately: can(actor, "case.view") ? await latelyOf(db, actor, fatesOf(ref, outcomes), now) : null,
    most: mostOutcomes,
  };
}
