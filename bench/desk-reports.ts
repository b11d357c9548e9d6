import { readLexicon } from "@/lib/matching/lexicon.store";
import { match } from "@/lib/matching/match.rules";
import { matcherFor } from "@/lib/matching/matchers.store";
import { type BuiltInPlatform, readBuiltInPack } from "@/lib/policy/built-in.store";
import { recommend } from "@/lib/policy/recommend.rules";

/** Who wrote the reported content of the bench, and where: those whose every violation the platform's table answers. */
const authors: readonly { platform: BuiltInPlatform; role: string; surface: string }[] = [
  { platform: "taobao-weitao", role: "buyer", surface: "comment" },
  { platform: "wechat", role: "user", surface: "post" },
  { platform: "aliexpress", role: "buyer", surface: "review" },
];

/** The queue of these reports and no others. A load has no tags, and the demo town is not in the database of a load. */
export const tagOfReports = "supplement";

/** Of the examples so many are left out that reading them takes seconds and not minutes. */
const oneIn = 5;

type Text = (typeof authors)[number] & { text: string };

/**
 * The example texts for which the matcher names a clause with confidence and the table of that clause says what follows for
 * a first violation, by the same rules as at the desk.
 */
export function recommendedTexts(now: Date): Text[] {
  const day = now.toISOString().slice(0, 10);
  return authors.flatMap((author) => {
    const pack = readBuiltInPack(author.platform);
    const matcher = matcherFor(pack);
    const examples = Object.values(readLexicon(author.platform).examples).flat();
    return examples
      .filter((_, at) => at % oneIn === 0)
      .flatMap((text) => {
        const asked = { platform: author.platform, role: author.role, contentDate: day };
        const { confident, matches } = match(matcher, { ...asked, text, surface: author.surface }, now);
        const [best] = matches;
        if (!confident || !best) return [];
        const { recommended } = recommend(pack, { ...asked, clause: best.ref, decisionDate: day }, now);
        return recommended && recommended.length > 0 ? [{ ...author, text }] : [];
      });
  });
}

/** So many reports, as lines of `cli notice import`: each about an item of its own, by an account of its own. */
export function* reportLines(count: number, now: Date): Generator<string> {
  const texts = recommendedTexts(now);
  const run = now.getTime().toString(36);
  for (let item = 0; item < count; item += 1) {
    // From all over the list, so that neighbours in the queue are of another clause, and of another platform.
    const at = texts[(item * 7919) % texts.length];
    if (!at) throw new Error("the matcher is sure of no example");
    const { platform, role, surface, text } = at;
    const account = { id: `${run}-sure-${item}`, handle: `sure-${item}` };
    const publishedAt = new Date(now.getTime() - 86_400_000).toISOString();
    yield JSON.stringify({
      ...{ platform, legalClaim: false, source: "guest", goodFaith: true, tags: [tagOfReports] },
      explanation: "Please look at this, it should not be here.",
      items: [
        {
          location: `https://${platform}.example/${run}/sure/${item}`,
          content: { text, publishedAt, role, surface, account },
        },
      ],
    });
  }
}
