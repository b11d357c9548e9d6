import { createHash } from "node:crypto";
import sharp from "sharp";
import { fail, ok, type Result } from "@/lib/platform/result";

/** A picture as it is kept, and the small one that is shown in its place until somebody asks. */
export type Picture = {
  bytes: Uint8Array;
  mime: "image/webp";
  width: number;
  height: number;
  sha256: string;
  blurred: Uint8Array;
  /** In colour and with more points: weaker veils are made from it. */
  soft: Uint8Array;
};

export const pictureLimits = { bytes: 10_000_000, pixels: 40_000_000, edge: 2048 } as const;

// What comes from outside reaches these four decoders and no other, whatever its name and its first bytes say.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
  ],
});
sharp.cache(false);

const options = { limitInputPixels: pictureLimits.pixels, failOn: "error" } as const;
/** Too few points to make anything out, also for a program: what is not in the bytes cannot be sharpened again. */
const blurredEdge = 16;

/**
 * A picture encoded anew (WebP; of a moving one its first moment): only what is seen is kept. No EXIF with its place and time, no
 * profile, no comment, nothing behind the end of the file; at most 2,048 points an edge. Takes JPEG, PNG, WebP and GIF;
 * answers `picture_too_large`, `picture_too_many_pixels` or `picture_unreadable`.
 */
export async function preparePicture(given: Uint8Array): Promise<Result<Picture>> {
  if (given.byteLength > pictureLimits.bytes)
    return fail("too_large", "picture_too_large", { values: { max: pictureLimits.bytes } });
  const isSmall = await hasFewPixels(given);
  if (!isSmall.ok) return isSmall;
  try {
    const { data, info } = await sharp(given, options)
      .autoOrient()
      .resize({ width: pictureLimits.edge, height: pictureLimits.edge, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 88 })
      .toBuffer({ resolveWithObject: true });
    const sha256 = createHash("sha256").update(data).digest("hex");
    const { width, height } = info;
    const soft = await softOf(data);
    return ok({ bytes: data, mime: "image/webp", width, height, sha256, soft, blurred: await blurOf(data) });
  } catch (error) {
    return unreadable(error);
  }
}

/** Read from the head of the file, before anything is unpacked: a small file may hold a very large picture. */
async function hasFewPixels(given: Uint8Array): Promise<Result<true>> {
  try {
    const { width, height, pages = 1 } = await sharp(given, { ...options, limitInputPixels: false }).metadata();
    return width * height * pages <= pictureLimits.pixels
      ? ok(true)
      : fail("too_large", "picture_too_many_pixels", { values: { max: pictureLimits.pixels } });
  } catch (error) {
    return unreadable(error);
  }
}

function unreadable(error: unknown): Result<never> {
  if (error instanceof Error) return fail("invalid", "picture_unreadable");
  throw error;
}

/** The small picture without anything to make out, in greys; of a moving one its first moment. @throws when it is none */
export async function blurOf(picture: Uint8Array): Promise<Uint8Array> {
  return sharp(picture, options)
    .resize({ width: blurredEdge, height: blurredEdge, fit: "inside" })
    .grayscale()
    .blur(1.2)
    .webp({ quality: 60 })
    .toBuffer();
}

const softEdge = 96;

/** What the weaker veils are made of: 96 points an edge, in colour. @throws when it is no picture */
async function softOf(picture: Uint8Array): Promise<Uint8Array> {
  return sharp(picture, options)
    .resize({ width: softEdge, height: softEdge, fit: "inside", withoutEnlargement: true })
    .blur(1)
    .webp({ quality: 70 })
    .toBuffer();
}

/** How much of a picture is left to make out, by the strength of its veil: points an edge. */
const veilEdge = { low: 64, medium: 32, high: blurredEdge } as const;

/** A veiled picture out of a soft or whole one. @throws when it is no picture */
export async function veilOf(
  picture: Uint8Array,
  { strength, isGrey }: { strength: keyof typeof veilEdge; isGrey: boolean },
): Promise<Uint8Array> {
  const edge = veilEdge[strength];
  const small = sharp(picture, options).resize({ width: edge, height: edge, fit: "inside" }).blur(1.2);
  return (isGrey ? small.grayscale() : small).webp({ quality: 60 }).toBuffer();
}
