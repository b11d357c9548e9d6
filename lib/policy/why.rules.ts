import type { CaseContext } from "./case-context.rules";
import { type ResolvedPrior, repeatsEarlier, tallySentences, whyNotCountable } from "./counting.rules";
import { clausesGoverning } from "./governing.rules";
import { hasEvidence, type OfferContext, type OfferedSet } from "./offers.rules";
import type { Said, Tally } from "./recommend.contract";
import { inEnglish, list, say } from "./sentences.rules";
import type { Judgement } from "./violation.rules";

/** Why this is a violation and how it was counted. */
export function whySentences({ context, standing, priors }: OfferContext, tally: Tally | null): Said[] {
  const [first, ...others] = standing;
  const said = [say("why.elementsFound", { clause: first?.clause.ref ?? "" })];
  if (others.length > 0) said.push(say("why.alsoBreaks", { refs: list(others.map(({ clause }) => clause.ref)) }));
  const placed = standing.filter(({ clause }) => clause.jurisdiction && clause.jurisdiction.limitedTo === null);
  said.push(...placed.map(({ clause }) => say("why.placeDecides", { clause: clause.ref })));
  if (tally) said.push(...tallySentences(tally, true));
  const repeats = context.pack.sanctions.sets.some(
    (set) =>
      set.priorsRepeat &&
      standing.some(
        ({ clause }) => set.covers.documents.includes(clause.document) && repeatsEarlier(context, clause, priors),
      ),
  );
  if (repeats) return [...said, say("why.repeatedByPrior")];
  return !tally && priors.length > 0 ? [...said, say("why.noCount")] : said;
}

type Decided = { judged: readonly Judgement[]; standing: readonly Judgement[]; sets: readonly OfferedSet[] };

/** What the moderator should know before deciding, beyond the clause's own warning. */
export function caseWarnings(context: CaseContext, priors: readonly ResolvedPrior[], decided?: Decided): Said[] {
  const unknown = priors.filter((prior) => whyNotCountable(context, prior) === "unknownClause");
  const said = [...new Set(unknown.map(({ prior }) => prior.clause))].map((clause) =>
    say("warning.priorUnknown", { clause }),
  );
  if (context.decision.day < context.content.day) {
    said.push(say("warning.decisionBeforeContent", { decision: context.decision.day, content: context.content.day }));
  }
  said.push(...reminders(context));
  if (!decided) return said;
  const inPart = new Set(decided.standing.flatMap(({ version }) => (version?.textNote ? [version.id] : [])));
  said.push(...[...inPart].map((version) => say("warning.textInPart", { version })));
  for (const { clause, broken, reasons } of decided.judged) {
    const reason = reasons[0];
    if (broken || !reason) continue;
    // The reason's own blanks go along, so that it can be said again in another language.
    const inner = { ...reason.values, reason: inEnglish(reason), reasonCode: reason.code };
    said.push(say("warning.alsoBreaksNotCovered", { ...inner, clause: clause.ref }));
  }
  return [...said, ...severityWarnings(context, decided)];
}

/** Clauses in force that a finding speaks for and nobody cites: a finding alone breaks no clause, but it is not dropped silently. */
function reminders({ pack, clause, alsoBreaks, role, content, findings }: CaseContext): Said[] {
  const cited = [clause, ...alsoBreaks].map(({ ref }) => ref);
  const spokenFor = pack.clauses.filter(({ editorial }) => editorial.remindOn.some((name) => findings[name] === true));
  if (spokenFor.length === 0) return [];
  const inForce = clausesGoverning(pack, { day: content.day, role });
  return spokenFor
    .filter((other) => inForce.includes(other) && !cited.includes(other.ref))
    .map(({ ref }) => say("warning.alsoConsider", { clause: ref }));
}

/** Severity that opens nothing, or that lacks its evidence, is said aloud instead of silently ignored. */
function severityWarnings(context: CaseContext, { standing, sets }: Decided): Said[] {
  if (context.findings.severe !== true) return [];
  const { table } = context.pack.sanctions;
  const steps = table?.steps.filter((step) => step.finding === "severe") ?? [];
  const items = standing.flatMap(({ clause }) => clause.rows);
  if (items.length > 0 && steps.length > 0) {
    const opens = table?.rows.some(
      (row) => items.includes(row.item) && steps.some((step) => row.cells[context.role]?.[step.id]),
    );
    if (!opens) return [say("warning.severeNoEffect")];
    const lacking = steps.some((step) => step.needsEvidence) && !hasEvidence(context);
    return lacking ? [say("warning.severeNeedsEvidence")] : [];
  }
  const asked = sets.some(({ set }) => set.requires?.anyOf.includes("severe"));
  return asked && !hasEvidence(context) ? [say("warning.severeWithoutEvidence")] : [];
}
