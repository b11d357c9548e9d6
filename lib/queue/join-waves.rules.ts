import { type Features, type Found, likenessOf } from "./gather.rules";

export type Began = { id: string; beganAt: Date };

/** Of two waves that are one the older goes on; of the same moment, the smaller id, so that it is the same one each time. */
export function olderOf<Wave extends Began>(one: Wave, other: Wave): { stays: Wave; goes: Wave } {
  const difference = one.beganAt.getTime() - other.beganAt.getTime();
  const isOne = difference === 0 ? one.id < other.id : difference < 0;
  return isOne ? { stays: one, goes: other } : { stays: other, goes: one };
}

export type Judged = { memberId: string; features: Features };

/**
 * Which items of a wave belong to another one: those that are like its first item, each by itself, as if they came in now.
 * That the two first items are alike says nothing about the rest; without this, joining would chain waves to unlike things.
 * @param least the least likeness of two texts, of a hundred (setting `waveLikeness`)
 */
export function belonging(items: readonly Judged[], first: Features, least: number): ({ memberId: string } & Found)[] {
  return items.flatMap(({ memberId, features }) => {
    const found = likenessOf(features, first, least);
    return found ? [{ memberId, ...found }] : [];
  });
}
