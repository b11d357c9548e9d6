import type { PlacedMedia } from "@/lib/decisions/placed-media.contract";

/** Stored, so that there is something to show. */
export const isThere = ({ state }: Pick<PlacedMedia, "state">) => state === "stored";

/**
 * What one key shows for two seconds: every picture, and of the videos those that were encoded anew, silent and still at
 * their first frame. A video as its sender made it is loaded only when it is asked for itself, beside its warning.
 */
export function glancedAt(media: readonly Pick<PlacedMedia, "mediaId" | "kind" | "state" | "isEncoded">[]): string[] {
  return media
    .filter((medium) => isThere(medium) && (medium.kind === "image" || medium.isEncoded))
    .map(({ mediaId }) => mediaId);
}

/** Videos as their senders made them: no glance opens them, and one key of their own loads them and closes them again. */
export function loadedAt(media: readonly Pick<PlacedMedia, "mediaId" | "kind" | "state" | "isEncoded">[]): string[] {
  return media
    .filter((medium) => isThere(medium) && medium.kind === "video" && !medium.isEncoded)
    .map(({ mediaId }) => mediaId);
}

/** R where there is nothing else that R shows; beside pictures another one, so that no glance loads a video unawares. */
export const loadKey = (glanced: readonly string[]): "r" | "l" => (glanced.length > 0 ? "l" : "r");
