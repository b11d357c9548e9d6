import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** Crockford's letters: no I, L, O, U, so that a reference survives the telephone. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What a reference begins with: of a notice, an appeal or complaint, a dispute outside, a measure of misuse. */
export type ReferenceLetter = "N" | "A" | "D" | "M";

/** A reference such as N-7K3P-Q9XD from five random bytes (40 bits). @throws when there are fewer. */
export function referenceFrom(random: Uint8Array, letter: ReferenceLetter = "N"): string {
  if (random.length < 5) throw new RangeError("a reference needs five random bytes");
  let bits = 0n;
  for (const byte of random.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let i = 0; i < 8; i += 1) {
    text = letters.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `${letter}-${text.slice(0, 4)}-${text.slice(4)}`;
}

/** What a person typed, as we write it: any case, any spaces or dashes, O for 0, I and L for 1. Null when it is none of ours. */
export function readReference(typed: string, letter: ReferenceLetter = "N"): string | null {
  const plain = typed.toUpperCase().replace(/[\s\-–—_.]/g, "");
  const read = plain.slice(1).replace(/O/g, "0").replace(/[IL]/g, "1");
  if (!plain.startsWith(letter) || !/^[0-9A-HJKMNP-TV-Z]{8}$/.test(read)) return null;
  return `${letter}-${read.slice(0, 4)}-${read.slice(4)}`;
}

/**
 * The secret that opens a notice's tracking page. Made from the notice's id with the installation's link secret, so that
 * a receipt can carry the link although only the secret's hash is stored.
 */
export function trackingSecret(linkSecret: string, noticeId: string): string {
  return createHmac("sha256", linkSecret).update(`notice ${noticeId}`).digest("base64url").slice(0, 22);
}

export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** True when `secret` is the one behind `storedHash`; takes as long when it is not. */
export function opens(secret: string, storedHash: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(secret), "hex"), Buffer.from(storedHash, "hex"));
}

/** Path of the tracking page, under the product's address. */
export function trackingPath(reference: string, secret: string): string {
  return `/notice/${reference}?key=${secret}`;
}
