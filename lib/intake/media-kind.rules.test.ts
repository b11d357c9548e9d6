import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { aPicture, aVideo, aWebVideo } from "@/test/media-files";
import { mediaKind } from "./media-kind.rules";

test.each(["jpeg", "png", "webp", "gif"] as const)("a %s is a picture by its content", async (format) => {
  expect(
    mediaKind(
      await sharp(await aPicture())
        .toFormat(format)
        .toBuffer(),
    ),
  ).toEqual({ kind: "image" });
});

test("MP4, QuickTime and WebM are videos, with the type they are served with", () => {
  expect(mediaKind(aVideo())).toEqual({ kind: "video", mime: "video/mp4", width: 320, height: 180 });
  expect(mediaKind(aVideo("qt  "))).toMatchObject({ mime: "video/quicktime" });
  expect(mediaKind(aWebVideo())).toMatchObject({ kind: "video", mime: "video/webm" });
});

test("what can run, what is packed, what is cut off and what only begins like a video is nothing", () => {
  const hostile: Record<string, Uint8Array> = {
    nothing: new Uint8Array(),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    html: Buffer.from("<!doctype html><video src=x onerror=alert(1)>"),
    "html behind a video's first bytes": Buffer.concat([
      aVideo().subarray(0, 16),
      Buffer.from("<script>alert(1)</script>"),
    ]),
    "a video with a page behind it": Buffer.concat([aVideo(), Buffer.from("<script>alert(1)</script>")]),
    "a video that is cut off": aVideo().subarray(0, -10),
    "sound alone": aVideo("isom", "soun"),
    "a picture in a video's container": aVideo("heic"),
    "any Matroska": aWebVideo("matroska"),
    zip: Buffer.from("PK\u0003\u0004"),
    pdf: Buffer.from("%PDF-1.7"),
  };
  for (const [name, bytes] of Object.entries(hostile)) expect(mediaKind(bytes), name).toBeNull();
});

test("no bytes, and no change of a video's bytes, make it stumble", () => {
  const video = aVideo();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(video.byteLength - 1), fc.nat(255), (bytes, at, value) => {
      mediaKind(bytes);
      const changed = Uint8Array.from(video);
      changed[at] = value;
      mediaKind(changed);
      mediaKind(Buffer.concat([Buffer.from("\0\0\0\u0010ftypisom\0\0\0\0"), bytes]));
    }),
  );
});
