import { createHmac, timingSafeEqual } from "node:crypto";
import { parse, stringify } from "uuid";

const macBytes = 18;
const idBytes = 16;
const serialBytes = 2;

/** What a link names: a letter, and the how-manieth link to it this is; 0 is the one that the letter was composed with. */
export type SignedLink = { id: string; serial: number };

function macOf(named: Uint8Array, key: string): Buffer {
  return createHmac("sha256", key).update("statement link 1").update(named).digest().subarray(0, macBytes);
}

/**
 * The token of one addressee's link to one decision (DSA.md S10, AE2): the statement's id and a 144-bit signature.
 * It opens that statement only; 46 characters, safe in a URL. A link that replaced another carries its serial, in 48.
 * @param statementId a UUID
 * @param key LINK_SECRET
 */
export function signLink(statementId: string, key: string, serial = 0): string {
  const named = Buffer.concat([parse(statementId), serialOf(serial)]);
  return Buffer.concat([named, macOf(named, key)]).toString("base64url");
}

/** No byte for the first link, so that links of letters from before any was replaced stay what they are. */
function serialOf(serial: number): Buffer {
  const bytes = Buffer.alloc(serial === 0 ? 0 : serialBytes);
  if (serial > 0) bytes.writeUInt16BE(serial);
  return bytes;
}

/** Where the addressee reads their letter, and may appeal from. */
export function linkAddress(origin: string, statementId: string, key: string, serial = 0): string {
  return `${origin}/decision/${signLink(statementId, key, serial)}`;
}

/** The statement's id and the link's serial, or null when the token was cut, altered or made with another key. */
export function readLink(token: string, key: string): SignedLink | null {
  if (!/^[A-Za-z0-9_-]{46,48}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // base64url has unused bits at the end: only the canonical spelling is a token, so that no altered letter passes.
  if (bytes.toString("base64url") !== token) return null;
  const named = bytes.subarray(0, bytes.length - macBytes);
  if (named.length !== idBytes && named.length !== idBytes + serialBytes) return null;
  if (!timingSafeEqual(bytes.subarray(named.length), macOf(named, key))) return null;
  const serial = named.length === idBytes ? 0 : named.readUInt16BE(idBytes);
  return { id: stringify(named.subarray(0, idBytes)), serial };
}
