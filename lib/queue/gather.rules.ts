import { locationKey } from "@/lib/intake/location.rules";
import { keysOfHash, type PictureHash, samePicture } from "@/lib/intake/picture-hash.rules";
import { isHan, leetLetters } from "@/lib/matching/characters.rules";
import { normalise } from "@/lib/matching/normalise.rules";
import { isSharedHostAlone } from "./shared-hosts.rules";

/** What of an item is compared: its text as a set of groups of letters, and where its links lead. */
export type Features = {
  /** Hashes of its groups of letters; empty for a text too short to be judged by them. */
  grams: ReadonlySet<number>;
  /** All its letters and digits, folded; two short texts are alike only when these are the same. */
  letters: string;
  links: readonly string[];
  /** What its pictures look like (lib/intake/picture-hash.rules.ts). */
  pictures: readonly PictureHash[];
  /** SHA-256 of its videos, as they were sent. */
  videos: readonly string[];
  /** What a short text needs besides: the section of the rules that both were suggested. */
  group: string | null;
};

export type Found = { by: "equal" | "text" | "link" | "picture" | "video"; likeness: number };
type Item = {
  title: string;
  text: string;
  location: string;
  group: string | null;
  pictures?: readonly PictureHash[];
  videos?: readonly string[];
};

/** As much of a text as says what it is; the rest of a very long one is not compared. */
const mostLetters = 8_000;
/** Fewer groups say nothing: "good quality" is everywhere. */
const leastGrams = 16;
const mostLinks = 5;
const bands = 12;
const rowsOfBand = 4;

const linkPattern =
  /(?:https?:\/\/|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}\/)[^\s<>"'\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+/gi;
/** Whom it is addressed to and which number it names changes from copy to copy. */
const addressed = /[@＠][a-z0-9_.-]+/gi;
const inWord = /[a-z0-9@$!|]*[a-z][a-z0-9@$!|]*/g;
const notLetters = /[^\p{L}\p{N}]+/gu;
const drawnOut = /(.)\1{2,}/gu;
const syllables = /[\u3040-\u30ff\uac00-\ud7af]/;

function hashOf(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Letters that stand as digits in the middle of a word are letters again: "fr3e". */
function spelledOut(word: string): string {
  if (!/[0-9@$!|](?=.*[a-z])/.test(word) || word.replace(/[^a-z]/g, "").length < 2) return word;
  return Array.from(word, (char) => leetLetters[char] ?? char).join("");
}

/** Chinese, Japanese and Korean say as much in two signs as others in four letters. */
function gramsOf(letters: string): Set<number> {
  const grams = new Set<number>();
  for (let at = 0; at < letters.length; at += 1) {
    const isDense = isHan(letters.charAt(at)) || syllables.test(letters.charAt(at));
    const gram = letters.slice(at, at + (isDense ? 2 : 4));
    if (gram.length === (isDense ? 2 : 4)) grams.add(hashOf(gram));
  }
  return grams;
}

function linksIn(text: string, location: string): string[] {
  const home = hostOf(location);
  const keys = (text.match(linkPattern) ?? []).flatMap((typed) => {
    const found = locationKey(/^https?:/i.test(typed) ? typed : `https://${typed}`);
    if (!found.ok || hostOf(found.key) === home) return [];
    const key = found.key.replace(/[.,;:!?)\]]+$/, "");
    return isSharedHostAlone(key) ? [] : [key];
  });
  return [...new Set(keys)].slice(0, mostLinks);
}

function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? "";
}

/**
 * What an item is compared by. Width, script, accents, look-alike letters, spacing, punctuation, drawn-out letters, digits
 * in words, who is addressed and which numbers are named make no difference. A link to the platform itself says nothing.
 */
export function featuresOf({ title, text, location, group, pictures = [], videos = [] }: Item): Features {
  const whole = title ? `${title}\n${text}` : text;
  const links = linksIn(whole, location);
  const folded = normalise(whole.slice(0, mostLetters * 2)).text.slice(0, mostLetters);
  const plain = folded.replace(notLetters, "").replace(drawnOut, "$1");
  const masked = folded
    .replace(linkPattern, " ")
    .replace(addressed, " ")
    .replace(/\d{2,}/g, "")
    .replace(inWord, spelledOut)
    .replace(notLetters, "")
    .replace(drawnOut, "$1");
  const grams = gramsOf(masked);
  return { grams: grams.size < leastGrams ? new Set() : grams, letters: plain, links, pictures, videos, group };
}

function bandsOf(grams: ReadonlySet<number>, salt: number): number[] {
  if (grams.size === 0) return [];
  const keys: number[] = [];
  for (let band = 0; band < bands; band += 1) {
    let key = salt ^ band;
    for (let row = 0; row < rowsOfBand; row += 1) {
      const seed = hashOf("row", band * rowsOfBand + row);
      let least = 0xffffffff;
      for (const gram of grams) least = Math.min(least, mixed(gram ^ seed) >>> 0);
      key = mixed(Math.imul(key, 31) ^ least);
    }
    keys.push(key);
  }
  return keys;
}

function equalKey(platformId: string, { letters, grams, group }: Features): number | null {
  if (grams.size > 0 || letters === "" || group === null) return null;
  return hashOf(`${platformId} equal ${group} ${letters}`);
}

/** A piece of a picture's hash, with the platform in it. */
export function pictureKey(platformId: string, key: number): number {
  return mixed(hashOf(`${platformId} picture`) ^ key);
}

/** Signatures by which like items find each other, 32-bit; they hold the platform, so that none is found across two. */
export function keysOf(platformId: string, features: Features): number[] {
  const equal = equalKey(platformId, features);
  return [
    ...new Set([
      ...bandsOf(features.grams, hashOf(platformId)),
      ...(equal === null ? [] : [equal]),
      ...features.links.map((link) => hashOf(`${platformId} link ${link}`)),
      ...features.videos.map((file) => hashOf(`${platformId} video ${file}`)),
      ...features.pictures.flatMap(({ phash }) => keysOfHash(phash).map((key) => pictureKey(platformId, key))),
    ]),
  ];
}

/** The share of groups of letters that two texts have in common (Jaccard), 0..1. */
export function shared(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const gram of small) if (large.has(gram)) both += 1;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}

/**
 * How an item is like the first of a wave, or null: the check after the signatures, which only guess. Two short texts are
 * alike when they are the same and were suggested the same section; else only a video, a picture or a link they share can gather them.
 * @param least the least likeness of two texts, of a hundred (setting `waveLikeness`)
 */
export function likenessOf(item: Features, first: Features, least: number): Found | null {
  const isSame = item.letters !== "" && item.letters === first.letters;
  const isShort = item.grams.size === 0 || first.grams.size === 0;
  if (isSame && (!isShort || (item.group !== null && item.group === first.group)))
    return { by: "equal", likeness: 100 };
  const percent = isShort ? 0 : Math.floor(shared(item.grams, first.grams) * 100);
  if (percent >= least) return { by: "text", likeness: percent };
  if (item.videos.some((file) => first.videos.includes(file))) return { by: "video", likeness: 100 };
  const likeness = Math.max(
    ...item.pictures.flatMap((one) => first.pictures.map((other) => samePicture(one, other) ?? 0)),
    0,
  );
  if (likeness > 0) return { by: "picture", likeness };
  return item.links.some((link) => first.links.includes(link)) ? { by: "link", likeness: 100 } : null;
}
