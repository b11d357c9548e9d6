import {
  cohenKappa,
  fewestToSay,
  type Interval,
  krippendorffAlpha,
  merged,
  type Tally,
  wilsonInterval,
} from "./agreement.rules";
import { resampledIntervals } from "./resample.rules";

/** What two people found in one case, and of which kind it was. */
export type Judged = {
  first: string;
  second: string;
  /** How many cases were exactly like this. */
  times: number;
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

/** The same for the same pairs: a reader who comes back sees the same interval. */
const seed = 20_160_907;

const timesOf = (tallies: readonly Tally[]) => tallies.reduce((sum, { times }) => sum + times, 0);

function agreementOf(tallies: readonly Tally[], counted: readonly Tally[] = tallies): Agreement {
  const reviews = timesOf(counted);
  const agreed = timesOf(counted.filter(({ found: [first, second] }) => first === second));
  const isTooFew = reviews < fewestToSay;
  const [kappa, alpha] = isTooFew ? [null, null] : [cohenKappa(tallies), krippendorffAlpha(tallies)];
  const says = kappa !== null || alpha !== null;
  const intervals = says ? resampledIntervals(tallies, seed) : { kappa: null, alpha: null };
  return {
    reviews,
    agreed,
    share: wilsonInterval(agreed, reviews),
    kappa: kappa === null ? null : { value: kappa, interval: intervals.kappa },
    alpha: alpha === null ? null : { value: alpha, interval: intervals.alpha },
    isTooFew,
  };
}

/** By kind of pair. */
const talliesOf = (judged: readonly Judged[]) =>
  merged(judged.map(({ first, second, times }) => ({ found: [first, second], times })));

/** Agreement month by month, the earliest first. Of what is in the group, by whatever rule it was drawn. */
function monthly(judged: readonly Judged[], of: (here: readonly Judged[]) => Agreement): AgreementMonth[] {
  const months = new Map<string, Judged[]>();
  for (const one of judged) {
    const here = months.get(one.month) ?? [];
    months.set(one.month, here);
    here.push(one);
  }
  return [...months]
    .map(([month, here]) => ({ month, agreement: of(here) }))
    .sort((one, other) => one.month.localeCompare(other.month));
}

const ofAll = (judged: readonly Judged[]) => agreementOf(talliesOf(judged));

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

/** Of one platform, the reviews of each month by kind of pair: every clause is asked of these, never of the reviews again. */
type Tallied = Map<string, Tally[]>;

function talliedByPlatform(judged: readonly Judged[]): Map<string, Tallied> {
  const platforms = new Map<string, Map<string, Judged[]>>();
  for (const one of judged) {
    const months = platforms.get(one.platform) ?? new Map<string, Judged[]>();
    platforms.set(one.platform, months);
    const here = months.get(one.month) ?? [];
    months.set(one.month, here);
    here.push(one);
  }
  return new Map([...platforms].map(([platform, months]) => [platform, new Map(mapped(months, talliesOf))]));
}

const mapped = <From, To>(all: Map<string, From>, to: (one: From) => To) =>
  [...all].map(([key, one]): [string, To] => [key, to(one)]);

/** The four cells of "this clause, or something else?", those that are empty left out, always in one order. */
function cellsOf(tallies: readonly Tally[], clause: string): Tally[] {
  const cells = [
    { found: [clause, clause], times: 0 },
    { found: [clause, "other"], times: 0 },
    { found: ["other", clause], times: 0 },
    { found: ["other", "other"], times: 0 },
  ];
  for (const { found, times } of tallies) {
    const cell = cells[(found[0] === clause ? 0 : 2) + (found[1] === clause ? 0 : 1)];
    if (cell) cell.times += times;
  }
  return cells.filter(({ times }) => times > 0);
}

const isNamed = ({ found }: Tally, clause: string) => found.includes(clause);

/**
 * A clause is a question of its own: this clause, or something else? Its coefficients are over all reviews of the platform;
 * its share only over those in which one of the two named it, or every clause would look well kept.
 */
function byClause(judged: readonly Judged[]): AgreementGroup[] {
  const asked = (tallies: readonly Tally[], clause: string) => {
    const cells = cellsOf(tallies, clause);
    return agreementOf(
      cells,
      cells.filter((cell) => isNamed(cell, clause)),
    );
  };
  const groups = [...talliedByPlatform(judged)].flatMap(([platform, months]) => {
    const all = [...months.values()].flat();
    const clauses = new Set(
      all.flatMap(({ found }) => found).filter((said) => said !== "no_violation" && said !== "law"),
    );
    return [...clauses].map((clause) => ({
      key: `${platform} ${clause}`,
      name: clause,
      platform,
      agreement: asked(all, clause),
      // A month in which nobody named it says nothing of it.
      months: [...months]
        .filter(([, tallies]) => tallies.some((one) => isNamed(one, clause)))
        .map(([month, tallies]) => ({ month, agreement: asked(tallies, clause) }))
        .sort((one, other) => one.month.localeCompare(other.month)),
    }));
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
    byChance: ofAll(byChance),
    all: ofAll(judged),
    byMonth: monthly(byChance, ofAll).map(({ month, agreement }) => ({ key: month, name: month, agreement })),
    byClause: byClause(judged),
    byLanguage: grouped(judged, ({ language }) => ({ key: language, name: language })),
    byPerson: grouped(judged, ({ person }) => ({ key: person.id, name: person.name })),
  };
}
