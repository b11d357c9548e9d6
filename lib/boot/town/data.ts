import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

export type TownAccount = {
  key: string;
  platform: string;
  id: string;
  handle: string;
  kind: "business" | "private";
  email?: string;
  language: string;
  zone: string;
  jurisdiction: string;
  facts: Record<string, string>;
};

export type TownNotice = {
  source: string;
  /** How its source found it. */
  detection?: "full" | "partial" | "none";
  legal: boolean;
  explanation: string;
  /** How long before the seeding it came in: "26h", "50m", "3d". */
  ago: string;
  childAbuse?: boolean;
  category?: string;
  language?: string;
  name?: string;
  email?: string;
  tags?: string[];
  relation?: string;
  bringing?: Record<string, string | number | boolean>;
};

export type TownItem = {
  key: string;
  platform: string;
  account: string;
  surface: string;
  role: string;
  /** An instant, or "-4d": so long before the seeding. */
  at: string;
  language: string;
  title: string;
  text: string;
  context: Record<string, unknown>;
  media?: string[];
  notices: TownNotice[];
};

const townFolder = () => join(process.cwd(), "db", "town");
const readJson = <Value>(name: string): Value =>
  JSON.parse(readFileSync(join(townFolder(), `${name}.json`), "utf8")) as Value;

/** Where the town's items are said to be: a host that never exists (RFC 2606). */
export function locationOf(item: Pick<TownItem, "platform" | "key">): string {
  return `https://${item.platform}.example/${item.key}`;
}

export const townPlatforms = ["aliexpress", "alibaba", "wechat", "taobao-weitao"] as const;

/** The town's public list of trusted flaggers, as a coordinator's page would offer it. */
export const readFlaggerList = () => readFileSync(join(townFolder(), "trusted-flaggers.csv"), "utf8");

export type TermsSummary = { platform: string; language: string; summary: string; remedies: string };

/** The terms of a platform of the town in short, in our own words. */
export const readTermsSummaries = () => readJson<TermsSummary[]>("terms");

/** The town's list of certified dispute bodies. */
export const readBodyList = () => readFileSync(join(townFolder(), "dispute-bodies.csv"), "utf8");

let town: { accounts: TownAccount[]; items: TownItem[] } | undefined;

/** The demo town's people and what they wrote; all of it made up by us. Read once a process. */
export function readTown(): { accounts: TownAccount[]; items: TownItem[] } {
  if (town) return town;
  const items = townPlatforms.flatMap((platform) =>
    readJson<Omit<TownItem, "platform">[]>(platform).map((item) => ({ ...item, platform })),
  );
  town = { accounts: readJson<TownAccount[]>("accounts"), items };
  return town;
}

/** What a picture or video of the town shows, for people who do not see it. */
const mediaWords: Record<string, string> = {
  "watch-box": "A watch with a gold case in an opened brown box",
  nursing: "Drawing of a mother nursing a newborn",
  bracelet: "A bracelet of pale round beads beside a dark horn",
  "shop-card": "A shop card with a red head and a square code",
  vase: "A blue vase with two flowers on a table",
  "lucky-wheel": "Drawing of a wheel of fortune that turns while five figures light up beside it",
};

/** Copies as they go round: "shop-card@small" is the same picture, smaller and poorly encoded. */
const copies: Record<string, (picture: Uint8Array) => Promise<Uint8Array>> = {
  small: (picture) => sharp(picture).resize({ width: 240 }).flatten().jpeg({ quality: 45 }).toBuffer(),
  bright: (picture) => sharp(picture).flatten().modulate({ brightness: 1.1 }).jpeg({ quality: 70 }).toBuffer(),
};

type TownMedium = { kind: "image" | "video"; bytes: Uint8Array; alt: string };

/** A picture of the town or a copy of it, or its video: four seconds that were drawn for it, H.264 in MP4. */
export async function readMedium(named: string): Promise<TownMedium> {
  const [name = "", copy] = named.split("@");
  const alt = mediaWords[name] ?? name;
  const video = join(townFolder(), "videos", `${name}.mp4`);
  if (existsSync(video)) return { kind: "video", bytes: readFileSync(video), alt };
  const bytes = readFileSync(join(townFolder(), "pictures", `${name}.png`));
  const copied = copy === undefined ? undefined : copies[copy];
  return { kind: "image", bytes: copied ? await copied(bytes) : bytes, alt };
}

const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "26h" before `now`; an ISO instant stays as it is. @throws RangeError for anything else */
export function momentOf(text: string, now: Date): Date {
  const span = /^-?(\d+)([smhd])$/.exec(text);
  if (span) return new Date(now.getTime() - Number(span[1]) * (units[span[2] ?? ""] ?? 0));
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`not a moment: ${text}`);
  return instant;
}

/** Shops of the town whose ordinary things were reported for nothing (misuse.ts). */
export const unfoundedShops = ["lamp", "kettle"] as const;
export type UnfoundedShop = (typeof unfoundedShops)[number];

/** Where the thing with this number stands; `%` for any, in a pattern of the database. */
export function unfoundedPlace(shop: UnfoundedShop, number: number | "%"): string {
  return `https://alibaba.example/${shop}-${number}`;
}
