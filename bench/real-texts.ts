import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import type { NoticeCategory } from "@/lib/intake/contract";

/**
 * Turns labelled texts into notices for `npm run -s cli -- notice import`: each on a platform and surface where such a
 * text could stand, with a role, a day that the platform's rules cover, and the words of somebody who reports it.
 * `npx tsx bench/real-texts.ts FILE.jsonl[.gz]… [--count 1000] > notices.ndjson`. The same files give the same lines.
 */
const Row = z.object({
  id: z.string(),
  text: z.string().min(1).max(40_000),
  lang: z.string(),
  label: z.string().nullable(),
  genre: z.string(),
});
type Row = z.infer<typeof Row>;

type Place = { platform: string; surface: string; role: string; from: string; days: number };
const place = (platform: string, surface: string, role: string): Place => {
  // Taobao's rules are of 2016, the others of our days; each within one recorded version.
  if (platform === "taobao-weitao") return { platform, surface, role, from: "2016-07-05", days: 120 };
  return platform === "alibaba"
    ? { platform, surface, role, from: "2020-02-01", days: 300 }
    : { platform, surface, role, from: "2024-01-10", days: 500 };
};

/** Where a text of this kind could stand, by language. */
const placesOf: Record<string, { zh: Place[]; other: Place[] }> = {
  social_post: {
    zh: [
      place("taobao-weitao", "weitao-post", "merchant"),
      place("wechat", "moments", "user"),
      place("taobao-weitao", "comment", "buyer"),
    ],
    other: [place("aliexpress", "feed", "buyer"), place("wechat", "moments", "user")],
  },
  chat: {
    zh: [place("wechat", "chat", "user")],
    other: [place("wechat", "chat", "user"), place("aliexpress", "im", "buyer")],
  },
  sms: {
    zh: [place("wechat", "chat", "user")],
    other: [place("wechat", "chat", "user"), place("aliexpress", "im", "merchant")],
  },
  forum_post: {
    zh: [place("taobao-weitao", "topic", "buyer"), place("wechat", "channels", "user")],
    other: [place("wechat", "channels", "user"), place("aliexpress", "qa", "buyer")],
  },
  news_comment: {
    zh: [place("taobao-weitao", "comment", "buyer")],
    other: [place("aliexpress", "comment", "buyer"), place("wechat", "channels", "user")],
  },
  video_comment: { zh: [place("wechat", "channels", "user")], other: [place("aliexpress", "livestream", "buyer")] },
  listing_title: {
    zh: [place("alibaba", "listing", "merchant")],
    other: [place("alibaba", "listing", "merchant"), place("aliexpress", "listing", "merchant")],
  },
};

/** What a notifier would say; none of it repeats the label. */
const wordsOf: Record<string, { category: NoticeCategory | null; en: string; zh: string }> = {
  fraud_scam: {
    category: "fraud",
    en: "They want money from people and do not mean what they say.",
    zh: "这是骗钱的，别人会上当。",
  },
  sexual_content: {
    category: "sexual_content",
    en: "I do not want to see this here.",
    zh: "内容很低俗，不适合出现在这里。",
  },
  hate_discrimination: { category: "hate", en: "This attacks people for what they are.", zh: "这是在攻击某一类人。" },
  gambling: { category: "fraud", en: "They get people to bet.", zh: "在拉人参与赌钱。" },
  self_harm: { category: "self_harm", en: "I am worried about this person.", zh: "我很担心这个人。" },
  spam_ads: { category: "spam", en: "I see this everywhere and never asked for it.", zh: "到处都是这种广告，很烦。" },
  harassment_bullying: { category: "harassment", en: "They keep insulting people.", zh: "一直在骂人。" },
  violence_threats: { category: "violence", en: "This sounds dangerous.", zh: "看起来很危险。" },
  ip_counterfeit: { category: "counterfeit", en: "This is not the real thing.", zh: "不是正品。" },
  terrorism_extremism: { category: "violence", en: "They call for something terrible.", zh: "在煽动可怕的事情。" },
  regulated_goods: { category: "unsafe_product", en: "I do not think one may sell that.", zh: "这种东西应该不能卖。" },
  privacy_doxing: { category: "privacy", en: "This is nobody's business.", zh: "这是别人的隐私。" },
  crime_other: { category: "other", en: "This cannot be allowed.", zh: "这不可能是允许的。" },
  misinformation: { category: "misinformation", en: "This is not true.", zh: "这不是真的。" },
  none: { category: null, en: "Please have a look at this.", zh: "请看一下这个。" },
};

const numberFrom = (text: string) => createHash("sha256").update(text).digest().readUInt32BE(0);

async function rowsOf(file: string): Promise<Row[]> {
  const raw = createReadStream(file);
  const rows: Row[] = [];
  for await (const line of createInterface({ input: file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw })) {
    const parsed = Row.safeParse(JSON.parse(line));
    // Requests to a chatbot stand on no platform.
    if (parsed.success && placesOf[parsed.data.genre]) rows.push(parsed.data);
  }
  return rows;
}

/** One of each label and language in turn, so that rare ones are among the first thousand too. */
function inTurns(rows: readonly Row[], count: number): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of [...rows].sort((a, b) => numberFrom(a.id) - numberFrom(b.id))) {
    const key = `${row.label} ${row.lang}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const chosen: Row[] = [];
  for (let round = 0; chosen.length < count; round += 1) {
    const before = chosen.length;
    for (const group of groups.values()) {
      const row = group[round];
      if (row && chosen.length < count) chosen.push(row);
    }
    if (chosen.length === before) break;
  }
  return chosen;
}

function noticeFor(row: Row, repeat: number): Record<string, unknown> {
  const isChinese = row.lang.startsWith("zh");
  const places = placesOf[row.genre]?.[isChinese ? "zh" : "other"] ?? [];
  const number = numberFrom(`place ${row.id}`);
  const at = places[number % places.length];
  if (!at) throw new Error(`nowhere to put a ${row.genre}`);
  const words = wordsOf[row.label ?? "none"] ?? wordsOf.none;
  const day = new Date(Date.parse(at.from) + (number % at.days) * 86_400_000).toISOString().slice(0, 10);
  const author = number % 400;
  return {
    platform: at.platform,
    legalClaim: number % 3 === 0,
    explanation: isChinese ? words?.zh : words?.en,
    ...(words?.category && number % 2 === 0 ? { category: words.category } : {}),
    items: [
      {
        location: `https://${at.platform}.example/${at.surface}/${row.id}`,
        content: {
          text: row.text,
          publishedAt: day,
          surface: at.surface,
          role: at.role,
          account: {
            id: `${at.role}-${author}`,
            handle: `${at.role} ${author}`,
            kind: at.role === "merchant" ? "business" : "private",
          },
        },
      },
    ],
    goodFaith: true,
    language: isChinese ? "zh-Hans" : "en",
    externalId: `real-${row.id}-${repeat}`,
  };
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: "string", default: "1000" } },
  });
  const count = Number(values.count);
  if (positionals.length === 0 || !Number.isInteger(count) || count < 1) {
    process.stderr.write("usage: npx tsx bench/real-texts.ts FILE.jsonl[.gz]… [--count 1000] > notices.ndjson\n");
    return 2;
  }
  const rows = (await Promise.all(positionals.map(rowsOf))).flat();
  const chosen = inTurns(rows, count);
  for (const row of chosen) {
    // One in twelve is reported twice: two notices, one case.
    const times = numberFrom(`times ${row.id}`) % 12 === 0 ? 2 : 1;
    for (let repeat = 0; repeat < times; repeat += 1)
      process.stdout.write(`${JSON.stringify(noticeFor(row, repeat))}\n`);
  }
  process.stderr.write(`${chosen.length} texts of ${rows.length}\n`);
  return chosen.length === count ? 0 : 1;
}

process.exitCode = await main();
