import { createHash } from "node:crypto";
import type { SnapshotMedia } from "@/db/schema";

/** What an item showed, as far as we were told. */
export type Seen = {
  title: string;
  text: string;
  language: string;
  media: readonly SnapshotMedia[];
  context: Readonly<Record<string, unknown>>;
  /** Null when nobody said when it was made. */
  contentAt: Date | null;
};

/** True when a report named a place and nothing else: there is no copy to look at. */
export function isBlank(seen: Pick<Seen, "title" | "text" | "media">): boolean {
  return seen.title === "" && seen.text === "" && seen.media.length === 0;
}

/** SHA-256 (hex) of what was seen, over JSON with its names in order, so that the same content always has the same one. */
export function snapshotHash(seen: Seen): string {
  const { title, text, language, media, context, contentAt } = seen;
  // Whether somebody said that a picture is hard to look at makes it no other picture.
  const shown = media.map(({ isUnsaid: _, ...one }) => one);
  const body = canonicalText({
    title,
    text,
    language,
    media: shown,
    context,
    contentAt: contentAt?.toISOString() ?? null,
  });
  return createHash("sha256").update(body).digest("hex");
}

/** JSON with the names of every object in order: the same value always has the same text. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, inOrder(one)]));
}

/** The same for two copies with the same title, text and number of pictures, whoever dated them. In SQL: `wordsOfRow`. */
export function wordsOf({ title, text, media }: Pick<Seen, "title" | "text" | "media">): string {
  return `${createHash("md5").update(`${title}\n${text}`).digest("hex")} ${media.length}`;
}

const excerptLength = 200;

/** One line for the queue: title and text without line breaks, or the location when there is no copy. */
export function excerptOf(seen: Pick<Seen, "title" | "text">, location: string): string {
  const line = [seen.title, seen.text.slice(0, 1000)]
    .map((part) => part.replace(/\s+/gu, " ").trim())
    .filter(Boolean)
    .join(" · ");
  const characters = [...(line || location).slice(0, 2 * excerptLength)];
  return characters.length > excerptLength
    ? `${characters.slice(0, excerptLength - 1).join("")}…`
    : characters.join("");
}
