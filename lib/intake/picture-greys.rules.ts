import { createHash } from "node:crypto";
import sharp from "sharp";
import { pictureLimits } from "./picture.rules";
import { hashEdge, hashOfGreys, type PictureHash } from "./picture-hash.rules";

/** A picture as the matrix of 32 by 32 greys that is hashed; of a moving one its first moment. @throws when it is none */
async function greysOf(picture: Uint8Array): Promise<Uint8Array> {
  return sharp(picture, { limitInputPixels: pictureLimits.pixels, failOn: "error" })
    .autoOrient()
    .flatten({ background: "#fff" })
    .grayscale()
    .resize({ width: hashEdge, height: hashEdge, fit: "fill" })
    .raw()
    .toBuffer();
}

/** The hashes of a picture as a file; null where it shows nothing to compare, or cannot be read. */
export async function hashOfPicture(picture: Uint8Array): Promise<PictureHash | null> {
  try {
    return hashOfGreys(await greysOf(picture));
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** SHA-256 of a file (hex), as lists of known files have it: of the file that was sent, not of what is kept. */
export const fileHash = (given: Uint8Array) => createHash("sha256").update(given).digest("hex");
