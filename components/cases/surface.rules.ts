import type { ContentContext } from "./content-context.rules";

export type SurfaceKind =
  | "post"
  | "review"
  | "listing"
  | "comment"
  | "profile"
  | "stream"
  | "message"
  | "advertisement";

const kinds: Readonly<Record<string, SurfaceKind>> = {
  review: "review",
  listing: "listing",
  materials: "listing",
  comment: "comment",
  qa: "comment",
  profile: "profile",
  account: "profile",
  channel: "profile",
  "official-account": "profile",
  registration: "profile",
  livestream: "stream",
  video: "stream",
  im: "message",
  message: "message",
  "group-chat": "message",
  advertisement: "advertisement",
};

/**
 * As what a content is laid out: by its surface, else by what came with it, for a platform may have surfaces of its own.
 * Who pays for it makes an advertisement of anything (DSA Article 26).
 */
export function surfaceKind(surface: string | null, context: ContentContext): SurfaceKind {
  if (context.advertiser || context.payer) return "advertisement";
  const known = kinds[(surface ?? "").replaceAll("_", "-")];
  if (known) return known;
  if (surface !== null && /post|feed|moment|topic|group/.test(surface)) return "post";
  if (context.stars !== null) return "review";
  if (context.thread.length > 0) return "comment";
  if (context.marks.length > 0) return "stream";
  if (context.recipient) return "message";
  return context.listing ? "listing" : "post";
}
