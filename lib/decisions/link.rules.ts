import { createHmac, timingSafeEqual } from "node:crypto";
import { parse, stringify } from "uuid";

const macBytes = 18;

function macOf(id: Uint8Array, key: string): Buffer {
  return createHmac("sha256", key).update("statement link 1").update(id).digest().subarray(0, macBytes);
}

/**
 * The token of one addressee's link to one decision (DSA.md S10, AE2): the statement's id and a 144-bit signature.
 * It opens that statement only; 46 characters, safe in a URL.
 * @param statementId a UUID
 * @param key LINK_SECRET
 */
export function signLink(statementId: string, key: string): string {
  const id = parse(statementId);
  return Buffer.concat([id, macOf(id, key)]).toString("base64url");
}

/** Where the addressee reads their letter, and may appeal from. */
export function linkAddress(origin: string, statementId: string, key: string): string {
  return `${origin}/decision/${signLink(statementId, key)}`;
}

/** The statement's id, or null when the token was cut, altered or made with another key. */
export function readLink(token: string, key: string): string | null {
  if (!/^[A-Za-z0-9_-]{46}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // base64url has unused bits at the end: only the canonical spelling is a token, so that no altered letter passes.
  if (bytes.length !== 16 + macBytes || bytes.toString("base64url") !== token) return null;
  const id = bytes.subarray(0, 16);
  return timingSafeEqual(bytes.subarray(16), macOf(id, key)) ? stringify(id) : null;
}
