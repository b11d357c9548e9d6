import type { NoticeCategory } from "@/lib/intake/contract";

/** Written again from lib/intake/contract.ts, whose validator must not travel to the browser: what lists are made of. */
export const categories = [
  "child_safety",
  "terrorism",
  "self_harm",
  "violence",
  "hate",
  "sexual_content",
  "fraud",
  "counterfeit",
  "unsafe_product",
  "privacy",
  "spam",
  "other",
] as const satisfies readonly NoticeCategory[];

/** How many of 64 bits a picture may differ in, at most `farthest` of lib/intake/picture-hash.rules.ts. */
export const thresholds = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
