import { createHmac, timingSafeEqual } from "node:crypto";

/** Long enough for a picture to come over a bad line, too short to be passed on or kept. */
export const lookSeconds = 60;
/** A video is sent in parts while it plays. */
export const videoLookSeconds = 1800;

/** The answer to a look: `address` gives the picture itself for a minute (a video for half an hour), to this person only. */
export type Revealed = { mediaId: string; platform: string; address: string };

export type Look = { mediaId: string; personId: string };

function macOf({ mediaId, personId }: Look, until: number, key: string): Buffer {
  return createHmac("sha256", key).update(`look 1 ${mediaId} ${personId} ${until}`).digest().subarray(0, 18);
}

/**
 * The token that opens one picture for one person until it ends: given only in the answer to a look that was written
 * down (Q81). It needs no row, so any process can check it.
 */
export function lookToken(look: Look, now: Date, key: string, seconds = lookSeconds): string {
  const until = Math.ceil(now.getTime() / 1000) + seconds;
  return `${until.toString(36)}.${macOf(look, until, key).toString("base64url")}`;
}

/** True while the token is this person's for this picture. */
export function opensLook(token: string, look: Look, now: Date, key: string): boolean {
  const [end = "", mac = ""] = token.split(".");
  const until = /^[0-9a-z]{1,9}$/.test(end) ? Number.parseInt(end, 36) : 0;
  const given = Buffer.from(mac, "base64url");
  const expected = macOf(look, until, key);
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  return isOurs && now.getTime() <= until * 1000;
}
