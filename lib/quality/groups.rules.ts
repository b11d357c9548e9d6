import { cohenKappa, fewestToSay, type Interval, krippendorffAlpha, tally, wilsonInterval } from "./agreement.rules";
import { resampledInterval } from "./resample.rules";

/** What two people found in one case, and of which kind it was. */
export type Judged = {
  first: string;
  second: string;
  platform: string;
  language: string;
  person: { id: string; name: string };
  /** Of the first decision: YYYY-MM, in UTC. */
  month: string;
  /** Whether chance alone drew it: what other rules drew is harder, and says nothing of all decisions. */
  isByShare: boolean;
};

export type Coefficient = { value: number; interval: Interval | null } | null;
export type Agreement = {
  reviews: number;
  agreed: number;
  share: Interval | null;
  /** Null where there are too few reviews, or only one finding ever: then no coefficient says anything. */
  kappa: Coefficient;
  alpha: Coefficient;
  isTooFew: boolean;
};
export type AgreementGroup = {
  key: string;
  name: string;
  /** Of a clause: whose, and what it is called; filled in by the query. */
  platform?: string;
  title?: { en: string; hans?: string; hant?: string };
  platformName?: { en: string; hans?: string; hant?: string };
  agreement: Agreement;
  /** The same month by month, of a clause, a language or a person; a month has none of its own. */
  months?: AgreementMonth[];
};
/** `month`: YYYY-MM, in UTC. */
export type AgreementMonth = { month: string; agreement: Agreement };
export type AgreementGroups = {
  byChance: Agreement;
  all: Agreement;
  byMonth: AgreementGroup[];
  byClause: AgreementGroup[];
  byLanguage: AgreementGroup[];
  byPerson: AgreementGroup[];
};

type Pair = readonly [string, string];

/** The same for the same pairs: a reader who comes back sees the same interval. */
const seed = 20_160_907;

function agreementOf(pairs: readonly Pair[], counted: readonly Pair[] = pairs): Agreement {
  const agreed = counted.filter(([first, second]) => first === second).length;
  const isTooFew = counted.length < fewestToSay;
  const tallies = tally(pairs);
  const said = (coefficient: typeof cohenKappa): Coefficient => {
    const value = isTooFew ? null : coefficient(tallies);
    return value === null ? null : { value, interval: resampledInterval(tallies, coefficient, seed) };
  };
  return {
    reviews: counted.length,
    agreed,
    share: wilsonInterval(agreed, counted.length),
    kappa: said(cohenKappa),
    alpha: said(krippendorffAlpha),
    isTooFew,
  };
}

const pairOf = ({ first, second }: Judged): Pair => [first, second];

/** Agreement month by month, the earliest first. Of what is in the group, by whatever rule it was drawn. */
function monthly(judged: readonly Judged[], of: (here: readonly Judged[]) => Agreement): AgreementMonth[] {
  const months = new Map<string, Judged[]>();
  for (const one of judged) months.set(one.month, [...(months.get(one.month) ?? []), one]);
  return [...months]
    .map(([month, here]) => ({ month, agreement: of(here) }))
    .sort((one, other) => one.month.localeCompare(other.month));
}

const ofAll = (judged: readonly Judged[]) => agreementOf(judged.map(pairOf));

function grouped(judged: readonly Judged[], of: (one: Judged) => { key: string; name: string }): AgreementGroup[] {
  const groups = new Map<string, { name: string; here: Judged[] }>();
  for (const one of judged) {
    const { key, name } = of(one);
    const group = groups.get(key) ?? { name, here: [] };
    groups.set(key, group);
    group.here.push(one);
  }
  return [...groups]
    .map(([key, { name, here }]) => ({ key, name, agreement: ofAll(here), months: monthly(here, ofAll) }))
    .sort((one, other) => one.name.localeCompare(other.name) || one.key.localeCompare(other.key));
}

/**
 * A clause is a question of its own: this clause, or something else? Its coefficients are over all reviews of the platform;
 * its share only over those in which one of the two named it, or every clause would look well kept.
 */
function byClause(judged: readonly Judged[]): AgreementGroup[] {
  const named = new Map<string, { platform: string; clause: string }>();
  for (const { platform, first, second } of judged)
    for (const clause of [first, second])
      if (clause !== "no_violation" && clause !== "law") named.set(`${platform} ${clause}`, { platform, clause });
  const groups = [...named].map(([key, { platform, clause }]) => {
    const here = judged.filter((one) => one.platform === platform);
    const isNamed = ({ first, second }: Judged) => first === clause || second === clause;
    const as = (value: string) => (value === clause ? clause : "other");
    const asked = (some: readonly Judged[]) => {
      const pairs = some.map(({ first, second }): Pair => [as(first), as(second)]);
      return agreementOf(
        pairs,
        pairs.filter((pair) => pair.includes(clause)),
      );
    };
    // A month in which nobody named it says nothing of it.
    const namedIn = new Set(here.filter(isNamed).map(({ month }) => month));
    const months = monthly(
      here.filter(({ month }) => namedIn.has(month)),
      asked,
    );
    return { key, name: clause, platform, agreement: asked(here), months };
  });
  return groups.sort((one, other) => one.key.localeCompare(other.key));
}

/**
 * How far first decisions and second looks agree: of those that chance drew, of all, over time, by clause, by language and
 * by who decided first. Everything is in the order of names: nobody is ranked.
 */
export function agreementGroups(judged: readonly Judged[]): AgreementGroups {
  const byChance = judged.filter(({ isByShare }) => isByShare);
  return {
    byChance: agreementOf(byChance.map(pairOf)),
    all: agreementOf(judged.map(pairOf)),
    byMonth: monthly(byChance, ofAll).map(({ month, agreement }) => ({ key: month, name: month, agreement })),
    byClause: byClause(judged),
    byLanguage: grouped(judged, ({ language }) => ({ key: language, name: language })),
    byPerson: grouped(judged, ({ person }) => ({ key: person.id, name: person.name })),
  };
}
