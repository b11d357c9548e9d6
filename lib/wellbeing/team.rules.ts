import { type HarmClass, harmClasses } from "@/lib/platform/harm.rules";

/** Fewer people than this, and a sum could be laid at one person's door. */
export const leastPeople = 5;
/** Sums are told in steps, so that two looks a case apart do not differ by that case. */
const step = 5;

export type ExposureSum = {
  harm: HarmClass;
  /** Cases, rounded down to the step; null: too few people, or too little, to be told. */
  cases: number | null;
};

/** What the team had before it, by class; a class that fewer than five people met is not told. */
export function sumsTold(found: readonly { harm: string; people: number; cases: number }[]): ExposureSum[] {
  return harmClasses.map((harm) => {
    const sum = found.find((each) => each.harm === harm);
    const isTold = sum !== undefined && sum.people >= leastPeople && sum.cases >= 2 * step;
    return { harm, cases: isTold ? sum.cases - (sum.cases % step) : null };
  });
}

/** The four whole weeks before this one, Monday to Monday in UTC: a day's work cannot be read off a difference. */
export function weeksTold(now: Date): { from: Date; to: Date } {
  const day = 86_400_000;
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const to = today - ((now.getUTCDay() + 6) % 7) * day;
  return { from: new Date(to - 28 * day), to: new Date(to) };
}

export type Hands = {
  harm: HarmClass;
  waiting: number;
  isWaitingCapped: boolean;
  /** `none`: nobody can be given such a case now. Why, and who, is not told; nor is a number below five. */
  hands: "none" | "few" | "enough";
};

/** How many people could be given a case, as it may be told: nobody, fewer than five, or enough. @param count people */
export function handsTold(count: number): Hands["hands"] {
  if (count === 0) return "none";
  return count < leastPeople ? "few" : "enough";
}
