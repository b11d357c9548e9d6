import "server-only";
import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from "node:crypto";
import { secrets } from "./env";

/** A signature of this instance as it is written beside what it signs; the rest in base64. */
export type Signature = { algorithm: "Ed25519"; keyId: string; publicKey: string; signature: string };

/** DER of a PKCS #8 private key of Ed25519 (RFC 8410), up to its 32 bytes. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** Follows from LINK_SECRET, as webhooks' secrets do: nothing more is to be kept, and another secret is another key. */
function privateKey(): KeyObject {
  const seed = Buffer.from(hkdfSync("sha256", secrets().links, "", "recourse evidence signing key 1", 32));
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
}

/** SHA-256 (hex) of a public key's DER: short enough to be read out over the telephone. */
export function keyIdOf(der: Uint8Array): string {
  return createHash("sha256").update(der).digest("hex");
}

/** The public half: `publicKey` is its DER (SPKI) in base64. Whoever checks an archive must know `keyId` from elsewhere. */
export function instanceKey(): Omit<Signature, "signature"> {
  const der = createPublicKey(privateKey()).export({ format: "der", type: "spki" });
  return { algorithm: "Ed25519", keyId: keyIdOf(der), publicKey: der.toString("base64") };
}

/** Signs bytes with the instance's own key. */
export function signed(bytes: Uint8Array): Signature {
  return { ...instanceKey(), signature: sign(null, bytes, privateKey()).toString("base64") };
}
