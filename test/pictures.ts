import sharp from "sharp";
import type { Db } from "@/db/client";
import { storePicture } from "@/lib/intake/picture.command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { aCase, type CaseAbout, type TownCase, townTime } from "./town";

/** Numbers by chance that are the same in every run. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const [width, height] = [400, 300];

/** A picture made up by chance, the same for the same seed: a ground between two colours, and nine shapes on it. */
export function aPicture(seed: number): Promise<Buffer> {
  const next = chance(seed * 7919 + 1);
  const colour = () => [0, 1, 2].map(() => Math.floor(next() * 256));
  const [top, bottom] = [colour(), colour()];
  const shapes = Array.from({ length: 9 }, () => ({
    isRound: next() > 0.5,
    x: next() * width,
    y: next() * height,
    across: 30 + next() * 120,
    down: 30 + next() * 100,
    colour: colour(),
  }));
  const points = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const covering = shapes.findLast(({ isRound, x: left, y: above, across, down }) =>
        isRound
          ? (x - left) ** 2 + (y - above) ** 2 < (across / 1.6) ** 2
          : x >= left && x < left + across && y >= above && y < above + down,
      );
      for (let at = 0; at < 3; at += 1)
        points[(y * width + x) * 3 + at] =
          covering?.colour[at] ?? (top[at] ?? 0) * (1 - y / height) + (bottom[at] ?? 0) * (y / height);
    }
  return sharp(points, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** A program that stores pictures for every platform. */
export const pictureKey: Actor = {
  kind: "key",
  id: "0190a6a0-0000-7000-8000-00000000000a",
  name: "pictures",
  platformIds: [],
  permissions: ["notice.create"],
};

/** Stores a picture as a program of the platform does. @throws when it is refused */
export async function storedPicture(bytes: Uint8Array, platform = "taobao-weitao"): Promise<string> {
  const stored = await storePicture(pictureKey, { platform, bytes }, townTime);
  if (!stored.ok) throw new Error(stored.reason);
  return stored.value.mediaId;
}

/** An open case whose item shows one picture. */
export async function aPicturedCase(
  db: Db,
  bytes: Uint8Array,
  about: CaseAbout = {},
): Promise<TownCase & { mediaId: string }> {
  const mediaId = await storedPicture(bytes, about.platform);
  const media = [{ mediaId, kind: "image" as const, alt: "", sensitive: false }];
  return { ...(await aCase(db, { ...about, media })), mediaId };
}
