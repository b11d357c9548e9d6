import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { builtInMatcher } from "./built-in.store";
import type { MatchOutput } from "./contract";
import { match } from "./match.rules";

const Item = z.object({
  key: z.string(),
  surface: z.string(),
  role: z.string(),
  at: z.string(),
  title: z.string(),
  text: z.string(),
  notices: z.array(z.object({ explanation: z.string() })),
});

/** The suggestion for a case of the demo town, as the desk asks for it: title and text, and what the notifiers say. */
function suggestion(platform: string, key: string): MatchOutput {
  const file = join(import.meta.dirname, "..", "..", "db", "town", `${platform}.json`);
  const item = z
    .array(Item)
    .parse(JSON.parse(readFileSync(file, "utf8")))
    .find((one) => one.key === key);
  const matcher = builtInMatcher(platform);
  if (!item || !matcher) throw new Error(`no ${key} on ${platform}`);
  const input = {
    platform,
    text: [item.title, item.text].filter(Boolean).join("\n"),
    explanation: item.notices.map(({ explanation }) => explanation).join("\n"),
    role: item.role,
    surface: item.surface,
    contentDate: item.at.startsWith("-") ? "2024-02-20" : item.at,
  };
  return match(matcher, input, new Date("2024-03-01T12:00:00Z"));
}

test.each([
  ["alibaba", "v4pe", /^II\.circumvention/],
  ["alibaba", "silencer", /^II\.circumvention/],
  ["alibaba", "old-prescription", /^II\.display$/],
  ["alibaba", "ab-zh-codeword", /^II\.circumvention/],
  ["alibaba", "counterfeit-shoes", /^II\.display$/],
  ["alibaba", "two-listings", /^II\.circumvention\.keyword$/],
  ["aliexpress", "lamp-fake-review", /^(2\.false-information|5\.platform-abuse-spam)$/],
  ["aliexpress", "hidden-link-watch", /^5\.infringing$/],
  ["aliexpress", "affiliate-spam", /^5\.platform-abuse-spam$/],
  ["aliexpress", "supplement-cure", /^2\.false-information$/],
  ["aliexpress", "doxed-seller", /^5\.doxing$/],
  ["aliexpress", "slur-review", /^2\.discrimination$/],
  ["aliexpress", "pyramid", /^5\.sensitive\.7$/],
  ["aliexpress", "fake-support", /^5\.impersonation$/],
  ["aliexpress", "ae-zh-contact", /^5\.transaction-risk$/],
  ["aliexpress", "adult-gif", /^5\.sensitive\.9\.a$/],
  ["aliexpress", "suicide-worry", /^5\.sensitive\.7$/],
  ["aliexpress", "rumour", /^5\.sensitive\.6$/],
  ["taobao-weitao", "repeat-at", /^Table\.12\.3$/],
  ["taobao-weitao", "leaf-insult", /^Table\.12\.1$/],
  ["taobao-weitao", "leaf-spam", /^Table\.[46]$/],
  ["taobao-weitao", "absolute-words", /^Table\.5\.7$/],
  ["taobao-weitao", "gift-promise", /^Table\.8$/],
  ["taobao-weitao", "off-taobao", /^Table\.6$/],
  ["taobao-weitao", "shop-card", /^Table\.7\.2$/],
  ["taobao-weitao", "id-leak", /^Table\.10\.1$/],
  ["taobao-weitao", "fake-official", /^Table\.5\.[46]$/],
  ["taobao-weitao", "bought-fans", /^Table\.9$/],
  ["taobao-weitao", "stolen-picture", /^Table\.11\.1$/],
  ["taobao-weitao", "cart-malware", /^Table\.3$/],
  ["taobao-weitao", "virtual-goods", /^Table\.7\.1$/],
  ["taobao-weitao", "gambling-drug-1", /^Table\.1\.7$/],
  ["wechat", "invest-scam", /^CG\/Fraud\(a\)\(1\)$/],
  ["wechat", "threat-to-life", /^CG\/Threats\(a\)$/],
  ["wechat", "sextortion", /^CG\/NCII\.1$/],
  ["wechat", "gambling-room", /^CG\/Gambling/],
  ["wechat", "child-account", /^CG\/ChildPorn\(h\)$/],
  ["wechat", "ivory", /^CG\/Wildlife\(a\)$/],
  ["wechat", "hate-post", /^CG\/Hate\.2$/],
  ["wechat", "wx-old-2022", /^CG\//],
  ["wechat", "doxx-exgirlfriend", /^CG\/PersonalData\(b\)$/],
  ["wechat", "spam-ads", /^CG\/(Spam|Fraud)/],
])("on %s the case %s finds its clause among the first three, with confidence", (platform, key, expected) => {
  const { matches, confident } = suggestion(platform, key);
  expect(
    matches
      .slice(0, 3)
      .map(({ ref }) => ref)
      .filter((ref) => expected.test(ref)),
  ).not.toEqual([]);
  expect(confident).toBe(true);
});

test.each([
  ["aliexpress", "angry-but-fair"],
  ["alibaba", "honest-category"],
  ["alibaba", "plain-drill"],
  ["taobao-weitao", "absolute-question"],
  ["taobao-weitao", "good-complaint"],
  ["wechat", "gambling-warning"],
  ["wechat", "hate-quoted"],
  ["wechat", "self-harm-help"],
  ["wechat", "political-plain"],
  ["wechat", "breastfeeding-photo"],
  ["wechat", "minor-photo-stranger"],
])("on %s the case %s is not suggested with confidence", (platform, key) => {
  expect(suggestion(platform, key).confident).toBe(false);
});
