import { type CaseContext, caseContext } from "./case-context.rules";
import type { PolicyPack } from "./contract";
import { type ResolvedPrior, resolvePriors, tallyOf } from "./counting.rules";
import { whyNotOffered } from "./not-offered.rules";
import { countsNow, type OfferContext, offeredSets } from "./offers.rules";
import type { Recommendation, RecommendInput, Said } from "./recommend.contract";
import { consequenceSentences, consequencesOf } from "./result.rules";
import { inEnglish, say } from "./sentences.rules";
import { type Judgement, judge } from "./violation.rules";
import { weigh } from "./weighing.rules";
import { caseWarnings, whySentences } from "./why.rules";

/**
 * What follows under a platform's own rules from breaking `input.clause` (DESIGN.md section 5, `policy recommend`). Pure:
 * `now` only stands in for dates that are not given. Throws PolicyProblem when a clause is not in the pack or a date
 * cannot be read; its `field` says which.
 */
export function recommend(pack: PolicyPack, input: RecommendInput, now: Date): Recommendation {
  const context = caseContext(pack, input, now);
  const priors = resolvePriors(context, input.priors ?? [], now);
  const main = judge(context, context.clause);
  const also = context.alsoBreaks.map((clause) => judge(context, clause));
  const standing = [main, ...also].filter((judgement) => judgement.broken);
  const answer =
    main.broken === null
      ? unrecorded(context, main, priors)
      : standing.length === 0
        ? noViolation(context, main, priors)
        : sanctioned(context, [main, ...also], standing, priors);
  return input.id === undefined || input.id === null ? answer : { id: input.id, ...answer };
}

function unrecorded(context: CaseContext, main: Judgement, priors: readonly ResolvedPrior[]): Recommendation {
  return {
    ...nothing(context, main, "notOffered.noText", priors),
    textAvailable: false,
    basis: "none",
    violation: null,
    recommended: null,
  };
}

function noViolation(context: CaseContext, main: Judgement, priors: readonly ResolvedPrior[]): Recommendation {
  return { ...nothing(context, main, "notOffered.noViolation", priors), outOfScope: main.outOfScope };
}

/** The answer that sanctions nothing. */
function nothing(
  context: CaseContext,
  main: Judgement,
  code: string,
  priors: readonly ResolvedPrior[],
): Recommendation {
  const why = main.version?.textAvailable ? [versionSentence(context), ...main.reasons] : main.reasons;
  const whyCode = say(code);
  return {
    version: main.version?.id ?? null,
    textAvailable: true,
    basis: "rule",
    violation: false,
    outOfScope: false,
    count: null,
    allowed: [],
    recommended: [],
    alternatives: [],
    notOffered: context.pack.sanctions.actions.map(({ id }) => ({ action: id, why: inEnglish(whyCode), whyCode })),
    ...consequencesOf(context, [], priors),
    ...spoken(why, [...main.warnings, ...caseWarnings(context, priors)]),
    rows: [],
    step: null,
    tally: null,
    contentDay: context.content.day,
    decisionDay: context.decision.day,
  };
}

function sanctioned(
  context: CaseContext,
  judged: Judgement[],
  standing: Judgement[],
  priors: readonly ResolvedPrior[],
): Recommendation {
  const { counters, actions } = context.pack.sanctions;
  const tallies = new Map(
    counters.map((counter) => [
      counter.id,
      tallyOf(context, counter, priors, countsNow(context, counter.id, standing)),
    ]),
  );
  const offer: OfferContext = { context, standing, priors, tallies };
  const sets = offeredSets(offer);
  const weighed = weigh(offer, sets);
  const counting = counters.find((counter) => countsNow(context, counter.id, standing));
  const tally = counting ? (tallies.get(counting.id) ?? null) : null;
  const recommended = weighed.recommended ?? [];
  const consequences = consequencesOf(context, recommended, priors);
  const said = consequenceSentences(context, recommended, consequences);
  const rows = [...new Set(standing.flatMap(({ clause }) => clause.rows))];
  const warnings = [
    ...judged.flatMap((judgement) => judgement.warnings),
    ...weighed.warnings,
    ...caseWarnings(context, priors, { judged, standing, sets }),
    ...said.warnings,
  ];
  return {
    version: judged[0]?.version?.id ?? null,
    textAvailable: true,
    basis: weighed.basis,
    violation: true,
    outOfScope: false,
    count: tally?.count ?? null,
    allowed: weighed.allowed,
    recommended: weighed.recommended,
    alternatives: weighed.alternatives,
    notOffered: actions
      .filter(({ id }) => !weighed.allowed.includes(id))
      .map((action) => {
        const whyCode = whyNotOffered(offer, action, sets, rows);
        return { action: action.id, why: inEnglish(whyCode), whyCode };
      }),
    ...consequences,
    ...spoken([versionSentence(context), ...whySentences(offer, tally), ...weighed.why, ...said.why], warnings),
    rows,
    step: weighed.step,
    tally,
    contentDay: context.content.day,
    decisionDay: context.decision.day,
  };
}

function versionSentence({ content, version }: CaseContext): Said {
  return say("why.version", { day: content.day, version: version?.id ?? "" });
}

/** Codes for the desk, which renders them in the reader's language, and the English sentences for everybody else. */
function spoken(why: Said[], warnings: Said[]) {
  const once = warnings.filter(
    (said, index) => warnings.findIndex((other) => JSON.stringify(other) === JSON.stringify(said)) === index,
  );
  return { whyCodes: why, why: why.map(inEnglish), warningCodes: once, warnings: once.map(inEnglish) };
}
