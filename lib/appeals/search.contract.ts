import { z } from "zod";
import { typedLine } from "@/lib/intake/text.rules";
import type { HarmClass } from "@/lib/platform/harm.rules";
import type { Snippet } from "@/lib/search/query.rules";
import type { LookedUp } from "./lookup.contract";

export const foundKinds = ["case", "account", "notice", "decision", "note", "appeal", "held_appeal"] as const;
export type FoundKind = (typeof foundKinds)[number];

const narrowing = typedLine(60);

/** What is looked for, as it stands in the address bar; a filter that is empty narrows nothing. */
export const SearchRequest = z.object({
  q: typedLine(200).default(""),
  kind: z.enum(["", ...foundKinds]).default(""),
  platform: narrowing.default(""),
  language: narrowing.default(""),
  /** The cursor of the page before. */
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(25),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

/** One row that holds what was looked for. */
export type Hit = {
  kind: FoundKind;
  id: string;
  /** The desk's own address of it. */
  href: string;
  /** Of the case it belongs to; an account has none. */
  caseReference: string | null;
  platform: LookedUp["platform"];
  language: string | null;
  /** Who made the content; null when nobody told us. */
  handle: string | null;
  at: string;
  /** Of the case now; null for an account. */
  state: string | null;
  /** What a decision found, and whether it still stands. */
  outcome: string | null;
  isFallen: boolean;
  /** Empty where `notShown` is not. */
  snippet: Snippet;
  /** Classes of its case that the reader is not given now, in place of the words around the place. */
  notShown: HarmClass[];
};

/** `named`: what the words name as a reference; on the first page only. `isReadable`: there is something to look for in them. */
export type SearchPage = { named: LookedUp[]; hits: Hit[]; next: string | null; isReadable: boolean };

export type SearchChoices = { platforms: LookedUp["platform"][]; languages: string[] };
