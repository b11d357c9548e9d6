/** How many people saw, follow or bought something, as far as its platform says. */
export const reachKinds = ["views", "followers", "sold", "members", "likes"] as const;
export type Reach = { of: (typeof reachKinds)[number]; count: number };

/** The names under which platforms tell it in a snapshot's context. */
const namesOf: Record<Reach["of"], readonly string[]> = {
  views: ["views", "viewCount", "view_count", "impressions", "plays", "reads", "viewers"],
  followers: ["followers", "followerCount", "subscribers", "fans"],
  sold: ["sold", "soldCount", "sales", "orders"],
  members: ["members", "memberCount"],
  likes: ["likes", "likeCount"],
};
/** Who likes a thing is a small part of who saw it; who follows its author need not have. */
const weightOf: Record<Reach["of"], number> = { views: 1, followers: 1, sold: 5, members: 1, likes: 10 };

/** Below this nothing is said: a handful of readers is what everything has. */
const fewest = 100;
const most = 1_000_000_000;

/** Three hours for each tenfold beyond a hundred, and a day at most: reach matters, and never outweighs a grave harm. */
export function reachHours({ of, count }: Reach): number {
  const people = count * weightOf[of];
  return people < fewest ? 0 : Math.min(24, Math.floor(3 * Math.log10(people / fewest)));
}

/**
 * The widest reach that a copy of the content tells of, also inside its author, product or listing. Only for what the
 * platform itself told: a notifier's numbers are believed by nothing, so `context` of such a copy is not to be asked.
 */
export function reachIn(context: Readonly<Record<string, unknown>>): Reach | null {
  const places = [context, ...["author", "product", "listing", "account"].map((name) => recordOf(context[name]))];
  const told = reachKinds.flatMap((of) =>
    namesOf[of].flatMap((name) =>
      places.flatMap((place) => {
        const count = countOf(place[name]);
        return count === null ? [] : [{ of, count }];
      }),
    ),
  );
  return widest(told);
}

/** The one that counts most; null where none counts for anything. */
export function widest(reaches: readonly (Reach | null)[]): Reach | null {
  const known = reaches.flatMap((reach) => (reach && reachHours(reach) > 0 ? [reach] : []));
  return known.sort((a, b) => b.count * weightOf[b.of] - a.count * weightOf[a.of])[0] ?? null;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** A whole number, also as people write it ("12,400"); anything else is no number. */
function countOf(value: unknown): number | null {
  const number =
    typeof value === "string" && /^\d{1,3}([, ]?\d{3})*$/.test(value) ? Number(value.replace(/[, ]/g, "")) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 ? Math.min(number, most) : null;
}
