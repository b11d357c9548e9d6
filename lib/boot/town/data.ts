import { readFileSync } from "node:fs";
import { join } from "node:path";

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

/** What a picture of the town shows, for people who do not see it. */
const pictureWords: Record<string, string> = {
  "watch-box": "A watch with a gold case in an opened brown box",
  nursing: "Drawing of a mother nursing a newborn",
  bracelet: "A bracelet of pale round beads beside a dark horn",
  "shop-card": "A shop card with a red head and a square code",
  vase: "A blue vase with two flowers on a table",
};

export function readPicture(name: string): { bytes: Uint8Array; alt: string; width: number; height: number } {
  return {
    bytes: readFileSync(join(townFolder(), "pictures", `${name}.png`)),
    alt: pictureWords[name] ?? name,
    width: 640,
    height: 420,
  };
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
