/** What a load of cases is made of: example texts by platform, each a text that a person might report. */
export type LoadTexts = ReadonlyMap<string, readonly string[]>;

type Author = { role: string; surface: string };

/** Roles and surfaces as each platform's rules distinguish them; any other platform has neither. */
const authorsOf: Readonly<Record<string, readonly Author[]>> = {
  aliexpress: [
    { role: "buyer", surface: "review" },
    { role: "buyer", surface: "comment" },
    { role: "merchant", surface: "feed" },
    { role: "affiliate", surface: "feed" },
  ],
  alibaba: [{ role: "merchant", surface: "listing" }],
  wechat: [
    { role: "user", surface: "post" },
    { role: "user", surface: "message" },
    { role: "user", surface: "profile" },
  ],
  "taobao-weitao": [
    { role: "buyer", surface: "comment" },
    { role: "merchant", surface: "weitao-post" },
  ],
};

const anyone: Author = { role: "user", surface: "post" };

const reports = [
  "Please look at this, it should not be here.",
  "I think this breaks the rules of the platform.",
  "This is the second time I see it today.",
  "请处理一下，这个内容不应该出现。",
  "我觉得这违反了平台规则。",
];
const sources = ["guest", "guest", "registered", "guest", "own_detection", "trusted_flagger"] as const;
/** So many different texts are in a load, however large: the matcher reads each once. */
const differentTexts = 2000;
/** Every so many notices are about an item that was reported just before. */
const repeatEvery = 8;
const itemsPerAccount = 4;

/** A row of whole numbers that looks random and is the same for the same seed (32-bit xorshift). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/**
 * Notices about `count` items, as lines of `cli notice import`: the same for the same texts, count and seed. Two examples
 * make one text; accounts come back with several items; one item in eight is reported twice.
 * @param run tells one load from the next in the same database: addresses of one never join cases of the other
 */
export function* loadLines(
  texts: LoadTexts,
  { count, run, now, seed = 20_240 }: { count: number; run: string; now: Date; seed?: number },
): Generator<string> {
  const below = numbersFrom(seed);
  const pick = <Value>(list: readonly Value[]): Value => {
    const value = list[below(list.length)];
    if (value === undefined) throw new Error("a load needs at least one text for each platform");
    return value;
  };
  const platforms = [...texts.keys()].sort((a, b) => (a < b ? -1 : 1));
  const contents = Array.from({ length: Math.min(count, differentTexts) }, () => {
    const platform = pick(platforms);
    const from = texts.get(platform) ?? [];
    return { platform, author: pick(authorsOf[platform] ?? [anyone]), text: `${pick(from)}\n${pick(from)}` };
  });
  const accounts = Math.max(1, Math.floor(count / itemsPerAccount));
  for (let item = 0; item < count; item += 1) {
    const { platform, author, text } = pick(contents);
    const account = below(accounts);
    const legalClaim = below(10) === 0;
    const source = pick(sources);
    const line = {
      platform,
      legalClaim,
      source,
      ...(source === "own_detection" ? { automatedDetection: "full" } : {}),
      explanation: pick(reports),
      goodFaith: true,
      items: [
        {
          location: `https://${platform}.example/${run}/${item}`,
          content: {
            text,
            publishedAt: new Date(now.getTime() - below(30 * 86_400) * 1000).toISOString(),
            ...author,
            account: { id: `${run}-${author.role}-${account}`, handle: `load-${author.role}-${account}` },
          },
        },
      ],
    };
    yield JSON.stringify(line);
    if (item % repeatEvery === 0)
      yield JSON.stringify({ ...line, automatedDetection: undefined, source: "guest", explanation: pick(reports) });
  }
}
