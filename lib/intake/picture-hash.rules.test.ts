import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { aPicture, chance } from "@/test/pictures";
import { hashOfPicture } from "./picture-greys.rules";
import {
  distanceOf,
  hashEdge,
  hashOfGreys,
  keysOfHash,
  type PictureHash,
  probesOf,
  samePicture,
} from "./picture-hash.rules";

async function hashed(picture: Uint8Array): Promise<PictureHash> {
  const hash = await hashOfPicture(picture);
  if (!hash) throw new Error("the picture has nothing to compare");
  return hash;
}

const changes: Record<string, (picture: Buffer) => Promise<Buffer>> = {
  "encoded anew as a poor JPEG": (picture) => sharp(picture).jpeg({ quality: 35 }).toBuffer(),
  "encoded anew as WebP": (picture) => sharp(picture).webp({ quality: 60 }).toBuffer(),
  "a third of its size": (picture) => sharp(picture).resize(133, 100).jpeg({ quality: 70 }).toBuffer(),
  "twice its size": (picture) => sharp(picture).resize(800, 600).png().toBuffer(),
  "a little brighter": (picture) => sharp(picture).modulate({ brightness: 1.12 }).png().toBuffer(),
  "a little darker": (picture) => sharp(picture).modulate({ brightness: 0.85 }).png().toBuffer(),
  "with less contrast": (picture) => sharp(picture).linear(0.8, 20).png().toBuffer(),
  "without its colours": (picture) => sharp(picture).grayscale().png().toBuffer(),
  "cut by a hundredth at each side": (picture) =>
    sharp(picture).extract({ left: 4, top: 3, width: 392, height: 294 }).png().toBuffer(),
};
const seeds = Array.from({ length: 12 }, (_, seed) => seed);

describe("a picture is found again", () => {
  test.each(Object.keys(changes))("%s", async (change) => {
    for (const seed of seeds) {
      const picture = await aPicture(seed);
      const copy = await hashed((await changes[change]?.(picture)) ?? picture);
      expect(samePicture(await hashed(picture), copy), `picture ${seed}`).not.toBeNull();
    }
  });
});

test("no two of forty other pictures are the same", async () => {
  const hashes = await Promise.all(Array.from({ length: 40 }, async (_, seed) => hashed(await aPicture(100 + seed))));
  for (const [at, one] of hashes.entries())
    for (const other of hashes.slice(at + 1)) expect(samePicture(one, other)).toBeNull();
});

test.each([
  ["white", () => 255],
  ["black with the noise of a camera", (at: number) => at % 3],
  ["plain stripes", (at: number) => (at % 2) * 200],
])("a picture of nothing to compare (%s) has no hash, so that it is like no other", (_, grey) => {
  expect(hashOfGreys(Array.from({ length: hashEdge ** 2 }, (_each, at) => grey(at)))).toBeNull();
});

test("what is no picture has no hash", async () => {
  expect(await hashOfPicture(Buffer.from("<svg/>"))).toBeNull();
});

test.each([0, 2, 3, 5, 6, 8])(
  "whatever differs in up to %i bits is under one of the keys that are looked up",
  (most) => {
    const next = chance(most + 1);
    const hex = () => Math.floor(next() * 16).toString(16);
    for (let turn = 0; turn < 200; turn += 1) {
      const hash = Array.from({ length: 16 }, hex).join("");
      let bits = BigInt(`0x${hash}`);
      const places = new Set<number>();
      while (places.size < most) places.add(Math.floor(next() * 64));
      for (const place of places) bits ^= 1n << BigInt(place);
      const other = bits.toString(16).padStart(16, "0");
      expect(distanceOf(hash, other)).toBe(most);
      const probes = new Set(probesOf(hash, most));
      expect(keysOfHash(other).some((key) => probes.has(key))).toBe(true);
    }
  },
);

test("keys fit the column, and those of one piece are never those of another", () => {
  expect(keysOfHash("ffffffffffffffff")).toEqual([4_194_303, 4_194_304 + 2_097_151, 8_388_608 + 2_097_151]);
  expect(probesOf("0123456789abcdef", 5)).toHaveLength(67);
  expect(probesOf("0123456789abcdef", 8)).toHaveLength(718);
});
