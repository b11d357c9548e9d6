import { ReportFacts, type ToldFacts } from "./report.contract";
import type { Tier } from "./report-scopes.rules";
import type { FactsSections, Sample } from "./report-version.contract";

type Shares = ReportFacts["accuracy"][string];

const share = (part: number, of: number) => (of > 0 ? Math.round((part / of) * 10_000) / 10_000 : undefined);

/**
 * Accuracy, precision and recall of a tool by a sample, in [0, 1]; what has nothing to divide by is missing, and so is
 * everything where a field that it needs was left blank.
 */
export function sharesOf({ rightYes, wrongYes, rightNo, wrongNo }: Sample): Shares {
  const all = [rightYes, wrongYes, rightNo, wrongNo];
  const [yes, falseYes, no, falseNo] = all.map((value) => value ?? 0) as [number, number, number, number];
  const isKnown = (...values: (number | undefined)[]) => values.every((value) => value !== undefined);
  const found = {
    accuracy: isKnown(...all) ? share(yes + no, yes + falseYes + no + falseNo) : undefined,
    precision: isKnown(rightYes, wrongYes) ? share(yes, yes + falseYes) : undefined,
    recall: isKnown(rightYes, wrongNo) ? share(yes, yes + falseNo) : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const known = <Value>(record: Partial<Record<string, Value | undefined>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter((entry): entry is [string, Value] => entry[1] !== undefined));

/** What was entered for a platform, as the report takes it. `dates` are those of this version and win over what was entered. */
export function factsOf(
  { identification, people, recipients = {}, accuracy = {}, texts = {} }: FactsSections,
  dates: { published?: string | undefined; previous?: string | undefined; tier?: Tier } = {},
): ReportFacts {
  const { tier, provider, previous } = identification ?? {};
  const samples = Object.entries(known(accuracy)).map(([scope, sample]) => [scope, sharesOf(sample)] as const);
  const said = {
    tier: tier ?? dates.tier,
    provider: provider || undefined,
    published: dates.published,
    previous: dates.previous ?? previous,
    moderators: people && known({ ...people, byLanguage: known(people.byLanguage) }),
    recipients: known(recipients),
    accuracy: Object.fromEntries(samples.filter(([, shares]) => Object.keys(shares).length > 0)),
    texts: Object.fromEntries(Object.entries(known(texts)).filter(([, text]) => text !== "")),
  };
  return ReportFacts.parse(known(said));
}

/**
 * What was entered, with what the terminal was told over it, field by field: a state, a language, a text or a share that it
 * does not name stays.
 */
export function factsOver(entered: ReportFacts, told: ToldFacts = {}): ReportFacts {
  const { moderators = { byLanguage: {} }, recipients, accuracy = {}, texts, ...plain } = told;
  const samples = Object.entries(accuracy).map(([scope, shares]) => {
    // The template writes one scope with a blank at its end; it was entered without.
    const name = scope.trim();
    return [name, { ...entered.accuracy[name], ...known(shares) }] as const;
  });
  return ReportFacts.parse({
    ...entered,
    ...known(plain),
    moderators: {
      ...entered.moderators,
      ...known(moderators),
      byLanguage: { ...entered.moderators.byLanguage, ...moderators.byLanguage },
    },
    recipients: { ...entered.recipients, ...recipients },
    accuracy: { ...entered.accuracy, ...Object.fromEntries(samples) },
    texts: { ...entered.texts, ...texts },
  });
}
