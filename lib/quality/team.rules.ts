/** All of one kind that somebody holds: cases they have taken or set aside, or appeals; with the earliest of its days. */
export type Held = {
  personId: string | null;
  kind: "claimed" | "aside" | "appeals";
  count: number;
  openedAt: Date | null;
  dueAt: Date | null;
  overdue: number;
};

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

const earlier = (one: Date | null, other: Date | null) =>
  one === null || (other !== null && other < one) ? other : one;

/**
 * What each person has in hand, with ages and deadlines, in the order of names. Nothing that was finished is counted, so
 * that nobody can be ranked by speed (issue 4); who holds nothing stands there too.
 */
export function teamLoad(team: readonly { id: string | null; name: string }[], held: readonly Held[]): Load[] {
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
    for (const { kind, count, openedAt, dueAt, overdue } of own) {
      load[kind] += count;
      if (kind !== "appeals") load.oldestCase = earlier(load.oldestCase, openedAt);
      load.nextDue = earlier(load.nextDue, dueAt);
      load.overdue += overdue;
    }
    return load;
  });
  return loads.sort((one, other) => one.name.localeCompare(other.name));
}
