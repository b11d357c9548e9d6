/** Work that somebody holds: a case they have taken or set aside, or an appeal. */
export type Held = { personId: string | null; kind: "claimed" | "aside" | "appeal"; openedAt: Date; dueAt: Date };

export type Load = {
  personId: string | null;
  name: string;
  claimed: number;
  aside: number;
  appeals: number;
  oldestCase: Date | null;
  nextDue: Date | null;
  overdue: number;
};

const earlier = (one: Date | null, other: Date) => (one === null || other < one ? other : one);

/**
 * What each person has in hand, with ages and deadlines, in the order of names. Nothing that was finished is counted, so
 * that nobody can be ranked by speed (issue 4); who holds nothing stands there too.
 */
export function teamLoad(
  team: readonly { id: string | null; name: string }[],
  held: readonly Held[],
  now: Date,
): Load[] {
  const loads = team.map(({ id, name }) => {
    const own = held.filter(({ personId }) => personId === id);
    const load: Load = {
      personId: id,
      name,
      claimed: 0,
      aside: 0,
      appeals: 0,
      oldestCase: null,
      nextDue: null,
      overdue: 0,
    };
    for (const { kind, openedAt, dueAt } of own) {
      if (kind === "claimed") load.claimed += 1;
      else if (kind === "aside") load.aside += 1;
      else load.appeals += 1;
      if (kind !== "appeal") load.oldestCase = earlier(load.oldestCase, openedAt);
      load.nextDue = earlier(load.nextDue, dueAt);
      if (dueAt <= now) load.overdue += 1;
    }
    return load;
  });
  return loads.sort((one, other) => one.name.localeCompare(other.name));
}
