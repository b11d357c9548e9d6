import "server-only";
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** The demultiplexer for each type we know by content: the program itself is not left to guess. */
const readers = { "video/mp4": "mov", "video/quicktime": "mov", "video/webm": "matroska" } as const;
export type VideoType = keyof typeof readers;

/** At most: seconds of the video, points an edge, bytes written, and seconds for all of it. */
const limits = { seconds: 600, edge: 1280, bytes: 200_000_000, patience: 240 } as const;

function isThere(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** ffmpeg on the PATH of this process, or null: then videos stay as they came. */
export function ffmpegOn(path = process.env.PATH ?? ""): string | null {
  return (
    path
      .split(delimiter)
      .map((folder) => join(folder, "ffmpeg"))
      .find(isThere) ?? null
  );
}

/** Runs it with nothing of our environment, no input and no network; false when it fails or takes too long. */
function run(program: string, args: readonly string[], cwd: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(
      program,
      ["-hide_banner", "-nostdin", "-v", "error", "-protocol_whitelist", "file", ...args],
      {
        cwd,
        env: { NODE_ENV: process.env.NODE_ENV },
        stdio: "ignore",
        timeout: limits.patience * 1000,
        killSignal: "SIGKILL",
      },
    );
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}

// The second one: H.264 wants even numbers.
const scaled = `scale=w='min(${limits.edge},iw)':h='min(${limits.edge},ih)':force_original_aspect_ratio=decrease,scale=trunc(iw/2)*2:trunc(ih/2)*2`;
const plain = ["-map_metadata", "-1", "-map_metadata:s", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"];

/**
 * A video encoded anew (H.264 and AAC in MP4), so that nothing is in it but what is seen and heard: no place, no camera, no
 * subtitles or attachments. With its first picture (PNG), to be blurred. Null where ffmpeg cannot: then it stays as it came.
 */
export async function encodeVideo(
  bytes: Uint8Array,
  mime: VideoType,
  ffmpeg: string | null,
): Promise<{ video: Uint8Array; poster: Uint8Array } | null> {
  if (!ffmpeg) return null;
  const folder = await mkdtemp(join(tmpdir(), "recourse-video-"));
  try {
    await writeFile(join(folder, "in"), bytes, { mode: 0o600 });
    const input = ["-f", readers[mime], "-i", "in", "-t", String(limits.seconds)];
    const streams = ["-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn", ...plain, "-vf", scaled];
    const how = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "27", "-pix_fmt", "yuv420p", "-c:a", "aac"];
    const end = ["-threads", "1", "-movflags", "+faststart", "-fs", String(limits.bytes), "-f", "mp4", "out.mp4"];
    const still = ["-map", "0:v:0", "-frames:v", "1", "-vf", scaled, "-c:v", "png", "-f", "image2", "poster.png"];
    const isDone =
      (await run(ffmpeg, [...input, ...streams, ...how, ...end], folder)) &&
      (await run(ffmpeg, ["-f", "mov", "-i", "out.mp4", ...still], folder));
    if (!isDone) return null;
    const [video, poster] = await Promise.all([
      readFile(join(folder, "out.mp4")),
      readFile(join(folder, "poster.png")),
    ]);
    return { video, poster };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
