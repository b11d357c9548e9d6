import { z } from "zod";
import { typedLine } from "@/lib/platform/text.rules";
import { noticeCategories } from "./contract";
import { farthest } from "./picture-hash.rules";

export const hashKinds = ["sha256", "perceptual"] as const;
/** Some 250,000 SHA-256 hashes; larger ones are loaded in parts. */
export const longestList = 20_000_000;

/** A list as an admin loads it: `text` is plain lines, CSV or NDJSON, one hash a line. */
export const LoadHashList = z.object({
  name: typedLine(80),
  source: typedLine(200),
  category: z.enum(noticeCategories),
  kind: z.enum(hashKinds),
  /** Bits that a picture may differ in; says nothing for files. */
  threshold: z.coerce.number().int().min(0).max(farthest).default(5),
  text: z.string().min(1, "required").max(longestList),
});
export const SwitchHashList = z.object({ listId: z.uuid(), isOn: z.boolean() });
export const DeleteHashList = z.object({ listId: z.uuid() });

/** Every line is one of these: kept, there before, blank (or the head of a table), or bad. */
export type HashListLoaded = {
  listId: string;
  size: number;
  repeated: number;
  blank: number;
  badCount: number;
  /** The first of them. */
  bad: { line: number; reason: BadHash }[];
};
export type BadHash = "not_sha256" | "not_perceptual" | "says_nothing" | "not_json";

/** A list as the screen shows it. Instants are ISO strings. */
export type HashListRow = {
  id: string;
  name: string;
  source: string;
  category: string;
  kind: (typeof hashKinds)[number];
  threshold: number;
  size: number;
  isOn: boolean;
  loadedBy: string | null;
  loadedAt: string;
  /** Pictures of cases, of those shown to the reader, that were found on it. */
  matches: number;
  /** Open cases from before are still being looked at. */
  isLooking: boolean;
};
