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
import type { Actor } from "@/lib/platform/permissions.rules";
import { settingsFor } from "@/lib/platform/settings";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { packFor } from "@/lib/policy/store";
import { mostOutcomes, suggestionHealth } from "./health.queries";
import type { Localised, SuggestionsView, TriedText } from "./suggestions.contract";

/** Characters of a text that is tried: it travels in the address of the page, nine bytes for a Chinese one of them. */
export const mostTried = 1200;

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
    learning: {
      isOn: learnFromDecisions,
      fewest: fewestExamples,
      model: model && {
        version: model.version,
        decisions: model.examples,
        outcomes: model.labels,
        at: model.trainedAt.toISOString(),
      },
    },
    health: { ...rest, most: mostOutcomes },
    clauses: byClause.map((one) => ({ ...one, ...namesOf(pack, one.ref, dayIn(now, row.zone)) })),
  };
}

function namesOf(pack: PolicyPack | null, ref: string, today: string): { title: Localised; version: string | null } {
  const clause = pack?.clauses.find((candidate) => candidate.ref === ref);
  if (!pack || !clause) return { title: { en: "" }, version: null };
  return { title: titleOf(clause), version: versionGoverning(pack, clause.document, today)?.id ?? null };
}

/** What would be suggested for a text today, as for a case, with its reasons in the reader's language. Nothing is stored. */
export async function tryText(
  db: Db,
  { platformId, text, explanation }: { platformId: string; text: string; explanation: string },
  { locale, now }: { locale: Locale; now: Date },
): Promise<TriedText | null> {
  const pack = await packFor(db, platformId);
  if (!pack) return null;
  const { learnFromDecisions } = await settingsFor(db, platformId);
  const learned = learnFromDecisions ? await learnedModel(db, platformId) : null;
  const input = { platform: platformId, text, explanation };
  const { confident, matches } = matchLearned(matcherFor(pack), learned?.model ?? null, input, now);
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
