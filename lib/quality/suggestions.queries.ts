import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { platforms } from "@/db/schema";
import type { Locale } from "@/i18n/locales";
import { titleOf } from "@/lib/decisions/localised.rules";
import { reasonIn } from "@/lib/decisions/reason.rules";
import { wordsOf } from "@/lib/decisions/words.store";
import { fewestExamples, matchLearned } from "@/lib/matching/learned-match.rules";
import { matcherFor } from "@/lib/matching/matchers.store";
import { learnedModel, newestModel } from "@/lib/matching/model.store";
import { readersOf } from "@/lib/matching/outside.rules";
import { unusableAnswers } from "@/lib/matching/unusable.store";
import type { Actor } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { packOn } from "@/lib/policy/editions.rules";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { dayAsked } from "@/lib/policy/library.rules";
import { packFor } from "@/lib/policy/store";
import { mostOutcomes, suggestionHealth } from "./health.queries";
import type { Localised, SuggestionsView, TriedText } from "./suggestions.contract";

/** Characters of a text that is tried: of the longest post, and of what is said about it. */
export const mostTried = 100_000;

/** How suggestions do on a platform; null for one that is not here. A platform without rules has no clauses to suggest. */
export async function suggestionsView(
  db: Db,
  actor: Actor,
  { platformId, now }: { platformId: string; now: Date },
): Promise<SuggestionsView | null> {
  const [row] = await db.select().from(platforms).where(eq(platforms.id, platformId));
  if (!row) return null;
  const [pack, model, { learnFromDecisions }, health] = [
    await packFor(db, platformId),
    await newestModel(db, platformId),
    await settingsFor(db, platformId),
    await suggestionHealth(db, actor, { platformId, now }),
  ];
  const { byClause, ...rest } = health;
  return {
    platform: { id: platformId, name: pack ? pack.name : { en: platformId } },
    scope: scopeOf(pack),
    learning: {
      isOn: learnFromDecisions,
      fewest: fewestExamples,
      // One of too few decisions is kept for its name alone, and nobody is answered by it.
      model:
        model && model.labels > 0
          ? {
              version: model.version,
              decisions: model.examples,
              outcomes: model.labels,
              at: model.trainedAt.toISOString(),
            }
          : null,
    },
    unusable: await unusableModel(db, platformId),
    health: { ...rest, most: mostOutcomes },
    clauses: byClause.map((one) => ({ ...one, ...namesOf(pack, one.ref, dayIn(now, row.zone)) })),
  };
}

async function unusableModel(db: Db, platformId: string): Promise<SuggestionsView["unusable"]> {
  const model = readersOf(await settingsFor(db, platformId)).find(({ tool }) => tool === "model");
  const found = model ? await unusableAnswers(db, platformId, model.name) : null;
  return model && found
    ? { name: model.name, since: found.since.toISOString(), until: found.until.toISOString() }
    : null;
}

/** The roles and surfaces that a platform's rules tell apart. */
export function scopeOf(pack: PolicyPack | null): { roles: string[]; surfaces: string[] } {
  const clauses = pack?.clauses ?? [];
  const named = (codes: string[]) => [...new Set(codes)].filter((code) => code !== "any").sort();
  return {
    roles: named(clauses.flatMap(({ appliesTo }) => appliesTo.roles)),
    surfaces: named(clauses.flatMap(({ appliesTo }) => appliesTo.surfaces)),
  };
}

function namesOf(pack: PolicyPack | null, ref: string, today: string): { title: Localised; version: string | null } {
  const clause = pack?.clauses.find((candidate) => candidate.ref === ref);
  if (!pack || !clause) return { title: { en: "" }, version: null };
  return { title: titleOf(clause), version: versionGoverning(pack, clause.document, today)?.id ?? null };
}

type Tryable = {
  platformId: string;
  text: string;
  explanation: string;
  role?: string;
  surface?: string;
  contentDate?: string;
};

/** What would be suggested for a text, today or on a day, as for a case, with its reasons in the reader's language. Nothing is stored. @throws UnreadableDate */
export async function tryText(
  db: Db,
  { platformId, ...said }: Tryable,
  { locale, now }: { locale: Locale; now: Date },
): Promise<TriedText | null> {
  const pack = await packFor(db, platformId);
  if (!pack) return null;
  const { learnFromDecisions } = await settingsFor(db, platformId);
  const learned = learnFromDecisions ? await learnedModel(db, platformId) : null;
  const input = {
    ...{ platform: platformId, text: said.text, explanation: said.explanation },
    // An empty choice is none: then nothing is left out because of it.
    ...{ role: said.role || null, surface: said.surface || null, contentDate: said.contentDate || null },
  };
  const { day } = dayAsked(said.contentDate || undefined, pack.zone, dayIn(now, pack.zone));
  const { confident, matches } = matchLearned(matcherFor(packOn(pack, day)), learned?.model ?? null, input, now);
  const words = wordsOf(locale, "matching");
  return {
    confident,
    matches: matches.map(({ ref, score, evidence }) => ({
      ref,
      title: namesOf(pack, ref, dayIn(now, pack.zone)).title,
      score,
      reasons: evidence.map((piece) => reasonIn(words, piece)),
    })),
  };
}
