import type { Likeness } from "@/db/schema";
import type { WaveRow } from "./wave.contract";
import type { Barred } from "./wave-barred.rules";

/** Items of one wave that are alike in what decides whether they are decided together, and how many they are. */
export type AlikeItems = {
  by: Likeness;
  role: string | null;
  /** Of the letter they would get. */
  language: string;
  /** Why the reader cannot decide them now, whatever the choice. */
  barred: Barred["why"] | null;
  count: number;
};

const gathering = ["equal", "text", "link", "picture"] as const;

/** Why an item cannot be decided with the others by whoever reads, in the order in which it is told. */
const barring = ["held", "escalated", "anotherPerson", "suspected"] as const;

/** What gathers a wave, the most frequent first: how its items are like the first one. */
export function gatheredBy(items: readonly AlikeItems[]): WaveRow["by"] {
  return gathering
    .map((by) => ({ by, count: sum(items.filter((one) => one.by === by)) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/**
 * What is split off from the largest part of a wave whatever is chosen for it, and why; what a choice splits off besides (a
 * standing, a version) is known only with it. An item may differ in two things.
 * @param takenOut items that people took out by hand
 */
export function splitOffIn(items: readonly AlikeItems[], takenOut: number): WaveRow["splitOff"] {
  const free = items.filter(({ barred }) => barred === null);
  const role = largest(free, (one) => one.role);
  const language = largest(free, (one) => one.language);
  const barred = (why: Barred["why"]) => sum(items.filter((one) => one.barred === why));
  return [
    { why: "role" as const, count: sum(free.filter((one) => one.role !== role)) },
    { why: "language" as const, count: sum(free.filter((one) => one.language !== language)) },
    ...barring.map((why) => ({ why, count: barred(why) })),
    { why: "takenOut" as const, count: takenOut },
  ].filter(({ count }) => count > 0);
}

function sum(items: readonly AlikeItems[]): number {
  return items.reduce((all, { count }) => all + count, 0);
}

/** The value that most items have; undefined of none. */
function largest<Value>(items: readonly AlikeItems[], read: (one: AlikeItems) => Value): Value | undefined {
  const values = [...new Set(items.map(read))];
  const sized = values.map((value) => ({ value, count: sum(items.filter((one) => read(one) === value)) }));
  return sized.sort((a, b) => b.count - a.count)[0]?.value;
}
