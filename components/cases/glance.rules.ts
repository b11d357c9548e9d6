import type { PlacedMedia } from "@/lib/decisions/contract";

/** Stored, so that there is something to show. */
export const isThere = ({ state }: Pick<PlacedMedia, "state">) => state === "stored";

/**
 * What one key shows for two seconds: every picture, and of the videos those that were encoded anew, silent and still at
 * their first frame. A video as its sender made it is loaded only by its own button, beside its warning.
 */
export function glancedAt(media: readonly Pick<PlacedMedia, "mediaId" | "kind" | "state" | "isEncoded">[]): string[] {
  return media
    .filter((medium) => isThere(medium) && (medium.kind === "image" || medium.isEncoded))
    .map(({ mediaId }) => mediaId);
}
