import type { ChosenSanction, Findings } from "@/lib/decisions/choice.contract";
import { locationOf, type TownItem, type TownNotice } from "./data";

/** Things that were reported together and decided one after the other, so many days before the seeding; all made up by us. */
export type PastDay = Pick<TownItem, "platform" | "surface" | "role" | "language"> & {
  daysAgo: number;
  source: TownNotice["source"];
  explanation: string;
  texts: readonly string[];
  /** Null: nothing was found. */
  found: { clause: string; findings?: Findings; sanctions: ChosenSanction[] } | null;
  facts: string;
  /** How complaints of the five affected people were answered, in their order, a few days later; without: nobody complained. */
  answers?: readonly ("upheld" | "reversed")[];
};

const cities = ["Lyon", "Porto", "Graz", "Ghent", "Cork"];
const wares = ["a kettle", "a lamp", "a drill", "a tent", "a camera"];
const plants = ["茉莉", "绿萝", "栀子", "月季", "薄荷"];

/** Earlier months: few, each closed on its day, on nothing that is still open. */
export const pastDays: readonly PastDay[] = [
  {
    ...{ daysAgo: 148, platform: "aliexpress", surface: "review", role: "buyer", language: "en", source: "registered" },
    explanation: "The same shouting under every shop.",
    texts: cities.map(
      (city) => `You liars in ${city}, idiots all of you, I will write this under each of your things.`,
    ),
    found: { clause: "2.annoy", sanctions: [{ action: "ae.delete-content" }] },
    facts: "Insults the people of a shop by name of its town, and says that it will be repeated.",
    answers: ["upheld", "reversed", "upheld", "reversed", "upheld"],
  },
  {
    ...{ daysAgo: 95, platform: "aliexpress", surface: "review", role: "buyer", language: "en", source: "guest" },
    explanation: "A bad review of my shop.",
    texts: wares.map((ware) => `I bought ${ware}. It came late and one screw was missing. Two stars.`),
    found: null,
    facts: "Tells what somebody bought and how it came; an opinion on goods is what reviews are for.",
  },
  {
    ...{ daysAgo: 131, platform: "alibaba", surface: "listing", role: "merchant", language: "en", source: "guest" },
    explanation: "This stands in the wrong category.",
    texts: wares.map((ware) => `Wholesale ${ware}, listed under office paper, ships by sea`),
    found: {
      clause: "II.circumvention.category",
      findings: {
        malicious: true,
        maliciousWhy: "A dozen other things stand in the right category.",
        infringements: 1,
      },
      sanctions: [{ action: "ab.remove-noncompliant" }, { action: "ab.penalty-point" }],
    },
    facts: "Listed under office paper, where the checks of its own category do not reach it.",
  },
  {
    ...{ daysAgo: 118, platform: "wechat", surface: "post", role: "user", language: "en", source: "own_detection" },
    explanation: "Found by a rule for links that were reported before.",
    texts: cities.map((city) => `Free parcel for ${city}! Type your card number at parcel-now.example before noon.`),
    found: { clause: "CG/Spam(g)", sanctions: [{ action: "cg.remove" }] },
    facts: "Promises a parcel and leads to a page that asks for a card number.",
  },
  {
    ...{
      daysAgo: 140,
      platform: "taobao-weitao",
      surface: "comment",
      role: "buyer",
      language: "zh-Hans",
      source: "guest",
    },
    explanation: "广告。",
    texts: plants.map((plant) => `${plant}养护交流请到站外网站注册，首单减免，链接见头像。`),
    found: {
      clause: "Table.6",
      sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d" }],
    },
    facts: "评论引导用户前往站外网站注册，属于发布淘系外引导信息。",
  },
];

/** Where a day's things are said to be, in their order. */
export const placesOf = ({ platform, daysAgo, texts }: PastDay): string[] =>
  texts.map((_, index) => locationOf({ platform, key: `past-${daysAgo}-${index + 1}` }));
