import { createHash } from "node:crypto";

/** A picture or video that a notice names by its address. */
export type NamedMedia = { id: string; url: string; kind: "image" | "video" };

/** A request may wait for a slow host: what is somewhere else goes along one of these. */
export const fetchLanes = ["media.fetch.1", "media.fetch.2", "media.fetch.3", "media.fetch.4"] as const;

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * The id of what one item shows under one address, a UUID of version 8 (RFC 9562, 5.8): ten reports of it are one row,
 * fetched once, and their copies of the content are the same copy.
 */
export function mediaIdOf(platformId: string, locationKey: string, url: string): string {
  const bytes = digest(`media 1\n${platformId}\n${locationKey}\n${url}`).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Which lane a picture is fetched along: always the same for one host, so that a slow one holds up few others. */
export function laneOf(url: string): (typeof fetchLanes)[number] {
  const lane = fetchLanes[digest(new URL(url).host).readUInt8(0) % fetchLanes.length];
  return lane ?? fetchLanes[0];
}
