import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { aVideo } from "@/test/media-files";
import { encodeVideo, ffmpegOn } from "./encode-video";

const folder = mkdtempSync(join(tmpdir(), "recourse-ffmpeg-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program in its place, that does what these lines of shell say. */
function aStandIn(lines: string): string {
  const file = join(folder, "ffmpeg");
  writeFileSync(file, `#!/bin/sh\n${lines}\n`);
  chmodSync(file, 0o700);
  return file;
}

test("it is found on the PATH and nowhere else; without it a video stays as it came", async () => {
  expect(ffmpegOn(folder)).toBeNull();
  const program = aStandIn("exit 0");
  expect(ffmpegOn(`/nowhere:${folder}`)).toBe(program);
  expect(await encodeVideo(aVideo(), "video/mp4", null)).toBeNull();
});

test("it is given the type that was found, no network and none of our secrets, and is told to drop what a camera wrote", async () => {
  process.env.LINK_SECRET_OF_TEST = "not for others";
  const program = aStandIn('for last; do :; done; { echo "$@"; export; } > "$last"');
  const made = await encodeVideo(aVideo(), "video/quicktime", program);
  const called = Buffer.from(made?.video ?? []).toString();
  expect(called).toContain("-protocol_whitelist file -f mov -i in");
  expect(called).toContain("-map_metadata -1");
  expect(called).not.toMatch(/SECRET|not for others|DATABASE/);
  expect(Buffer.from(made?.poster ?? []).toString()).toContain("-frames:v 1");
});

test("when it fails, the video stays as it came", async () => {
  expect(await encodeVideo(aVideo(), "video/mp4", aStandIn("exit 1"))).toBeNull();
  expect(await encodeVideo(aVideo(), "video/mp4", join(folder, "none"))).toBeNull();
});
