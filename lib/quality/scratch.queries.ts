import "server-only";
import type { Db } from "@/db/client";
import type { Locale } from "@/i18n/locales";
import { engineSentences } from "@/lib/decisions/arithmetic.store";
import type { Asked } from "@/lib/platform/asked.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { packOfVersion } from "@/lib/policy/compare/one-version.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { rolesNamed } from "@/lib/policy/governing.rules";
import { actionsOf } from "@/lib/policy/library-sanctions.rules";
import { labelOf, titleOf, versionLabelIn } from "@/lib/policy/library-words.rules";
import type { PolicyVersion } from "@/lib/policy/pack.contract";
import { PolicyProblem, type Recommendation, type RecommendInput } from "@/lib/policy/recommend.contract";
import { recommend } from "@/lib/policy/recommend.rules";
import type { ScratchAnswer, ScratchProblem, ScratchView } from "@/lib/policy/scratch/contract";
import { isBlank, readScratch, scratchInput } from "@/lib/policy/scratch/read.rules";
import { versionChoices, versionFileAt } from "@/lib/policy/version-file.queries";

/**
 * A made-up case and the engine's answer to it, by the same rules as `policy recommend` and the desk. Nothing is stored.
 * With a version that one governs whatever the day; without, the version of the content's day. Null: no such platform.
 */
export async function scratchView(
  db: Db,
  { platformId, asked: typed }: { platformId: string; asked: Asked },
  { locale, now }: { locale: Locale; now: Date },
): Promise<ScratchView | null> {
  const known = await versionChoices(db, platformId);
  if (!known) return null;
  const asked = readScratch(typed);
  const file = asked.version === "" ? null : await versionFileAt(db, platformId, asked.version);
  const pack = file ? packOfVersion(file) : known.pack;
  const view = {
    platform: { id: platformId, name: known.pack.name, zone: known.pack.zone },
    ...{ versions: known.versions, asked, problem: null, answer: null },
    roles: rolesNamed(pack) ?? ["user"],
    clauses: distinctRefs(pack),
  };
  if (isBlank(asked)) return view;
  if (asked.version !== "" && !file)
    return { ...view, problem: { field: "version", reason: "unreadable", value: asked.version } };
  const input = scratchInput(platformId, asked, dayIn(now, pack.zone));
  if ("reason" in input) return { ...view, problem: input };
  const answered = answerOf(pack, input, { locale, now, chosen: file?.version ?? null });
  return "reason" in answered ? { ...view, problem: answered } : { ...view, answer: answered };
}

/** One entry a reference: a pack may hold several editions of it. */
function distinctRefs(pack: PolicyPack): ScratchView["clauses"] {
  return [...new Map(pack.clauses.map((clause) => [clause.ref, { ref: clause.ref, title: titleOf(clause) }])).values()];
}

function answerOf(
  pack: PolicyPack,
  input: RecommendInput,
  { locale, now, chosen }: { locale: Locale; now: Date; chosen: PolicyVersion | null },
): ScratchAnswer | ScratchProblem {
  try {
    return shown(pack, recommend(pack, input, now), { locale, chosen });
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const reason =
      error.code === "unknown_clause"
        ? "clause_unknown"
        : error.code === "invalid_date"
          ? "date_unreadable"
          : "unreadable";
    return { field: fieldOf(error.field), reason, value: error.sentence };
  }
}

/** The field of the form for one of the engine's: `priors[0].contentDate` is among the earlier violations. */
function fieldOf(field: string): string {
  if (field.startsWith("priors")) return "priors";
  return field.startsWith("findings.alsoBreaks") ? "alsoBreaks" : field;
}

/** `chosen`: the version that was asked for, with its own days: the pack in which it answers for any day has none. */
function shown(
  pack: PolicyPack,
  answer: Recommendation,
  { locale, chosen }: { locale: Locale; chosen: PolicyVersion | null },
): ScratchAnswer {
  const dated = chosen ? { ...pack, versions: [chosen] } : pack;
  const { version, tally, points, pointsTotal, recommended, followOn, notOffered } = answer;
  const nameOf = new Map(pack.sanctions.actions.map((action) => [action.id, labelOf(action)]));
  const why = engineSentences(
    notOffered.map(({ whyCode }) => whyCode),
    pack,
    locale,
  );
  return {
    version: version === null ? null : { ref: version, label: versionLabelIn(pack, version) },
    ...{ textAvailable: answer.textAvailable, violation: answer.violation, basis: answer.basis },
    recommended: recommended && actionsOf(pack, recommended),
    alternatives: answer.alternatives.map((ids) => actionsOf(pack, ids)),
    followOn: actionsOf(pack, followOn),
    count: tally && { before: tally.before, count: tally.count, threshold: tally.threshold },
    points: pointsTotal === 0 ? null : { added: points, total: pointsTotal },
    ...{ endDay: answer.endDate, decisionDay: answer.decisionDay },
    why: engineSentences(
      // The day did not choose it, so nothing is said of what content of the day falls under.
      answer.whyCodes.map((said) => (chosen && said.code === "why.version" ? { ...said, code: "why.chosen" } : said)),
      dated,
      locale,
    ),
    warnings: engineSentences(answer.warningCodes, dated, locale),
    notOffered: notOffered.map(({ action }, at) => ({
      label: nameOf.get(action) ?? { en: action },
      why: why[at] ?? "",
    })),
    counted: countedOf(tally),
  };
}

function countedOf(tally: Recommendation["tally"]): boolean[] {
  const counted: boolean[] = [];
  for (const at of tally?.counted ?? []) counted[at] = true;
  for (const { prior } of tally?.notCounted ?? []) counted[prior] = false;
  return counted;
}
