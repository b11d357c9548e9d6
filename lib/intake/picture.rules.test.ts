import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { type Picture, pictureLimits, preparePicture } from "./picture.rules";

/** A picture with something to make out: a dark cross on a light ground, wider than high. */
let cross: Buffer;
beforeAll(async () => {
  const bar = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#102030" } })
      .png()
      .toBuffer();
  cross = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#f0e0d0" } })
    .composite([
      { input: await bar(300, 6), top: 97, left: 0 },
      { input: await bar(6, 200), top: 0, left: 147 },
    ])
    .png()
    .toBuffer();
});

async function prepared(bytes: Uint8Array): Promise<Picture> {
  const picture = await preparePicture(bytes);
  if (!picture.ok) throw new Error(picture.reason);
  return picture.value;
}

const reasonFor = async (bytes: Uint8Array) => {
  const picture = await preparePicture(bytes);
  return picture.ok ? null : picture.reason;
};

test("what a camera wrote about place and time, and what hides behind the file's end, is not kept", async () => {
  const told = await sharp(cross)
    .withExif({ IFD0: { ImageDescription: "12 Secret Street", Copyright: "Nina Notifier" } })
    .jpeg()
    .toBuffer();
  const given = Buffer.concat([told, Buffer.from("<script>alert(1)</script>")]);
  expect(given.toString("latin1")).toContain("12 Secret Street");
  const { bytes } = await prepared(given);
  const kept = Buffer.from(bytes);
  expect(kept.toString("latin1")).not.toMatch(/Secret|Nina|script/);
  const { format, exif, icc, xmp } = await sharp(kept).metadata();
  expect({ format, exif, icc, xmp }).toEqual({
    format: "webp",
    exif: undefined,
    icc: undefined,
    xmp: undefined,
  });
});

test("a picture that lies on its side by its EXIF stands upright without it", async () => {
  const onItsSide = await sharp(cross).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await prepared(onItsSide)).toMatchObject({ width: 200, height: 300, mime: "image/webp" });
});

test.each(["jpeg", "png", "webp", "gif"] as const)(
  "a %s is taken, and its blurred one has the same shape",
  async (kind) => {
    const picture = await prepared(await sharp(cross).toFormat(kind).toBuffer());
    expect(picture).toMatchObject({ width: 300, height: 200 });
    const small = await sharp(picture.blurred).metadata();
    expect(small).toMatchObject({ format: "webp", width: 16 });
    expect(small.height).toBeLessThanOrEqual(11);
  },
);

test("in the blurred picture there is nothing to make out: the cross is gone", async () => {
  const contrast = async (bytes: Uint8Array) => {
    const { channels } = await sharp(bytes).greyscale().stats();
    return (channels[0]?.max ?? 0) - (channels[0]?.min ?? 0);
  };
  const { bytes, blurred } = await prepared(cross);
  expect(await contrast(bytes)).toBeGreaterThan(150);
  expect(await contrast(blurred)).toBeLessThan(60);
  expect(blurred.byteLength).toBeLessThan(400);
});

test("of a moving picture only its first moment is kept: it stands still", async () => {
  const moving = await sharp([cross, await sharp(cross).negate().png().toBuffer()], { join: { animated: true } })
    .gif()
    .toBuffer();
  const picture = await prepared(moving);
  expect(picture).toMatchObject({ width: 300, height: 200 });
  expect((await sharp(picture.bytes).metadata()).pages).toBeUndefined();
});

test("a large picture becomes smaller, and none becomes larger", async () => {
  const wide = await sharp({ create: { width: 6000, height: 300, channels: 3, background: "#123456" } })
    .png()
    .toBuffer();
  expect(await prepared(wide)).toMatchObject({ width: pictureLimits.edge, height: 102 });
  expect(await prepared(await sharp(cross).resize(3, 2).png().toBuffer())).toMatchObject({ width: 3, height: 2 });
});

test("a small file that holds a very large picture is refused before it is unpacked", async () => {
  const bomb = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  expect(bomb.byteLength).toBeLessThan(500_000);
  expect(await reasonFor(bomb)).toBe("picture_too_many_pixels");
  expect(await reasonFor(new Uint8Array(pictureLimits.bytes + 1))).toBe("picture_too_large");
});

test("what is no picture of these four kinds is refused, whatever it calls itself", async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );
  const tiff = Buffer.from(`II*\0${"\0".repeat(200)}`, "latin1");
  const cut = cross.subarray(0, 60);
  for (const bytes of [new Uint8Array(), new Uint8Array([1, 2, 3]), svg, tiff, cut])
    expect(await reasonFor(bytes)).toBe("picture_unreadable");
});
