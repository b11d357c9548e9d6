import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { KeptFile } from "./attachment.rules";

/** How long files that came with a form that was not taken wait for the next try; the store keeps them a day. */
const waitsMs = 12 * 3_600_000;

const Sealed = z.object({
  /** Of the letter whose link it is: a statement, or a letter about misuse. */
  letterId: z.uuid(),
  /** Epoch, ms. */
  until: z.number(),
  files: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["picture", "pdf", "text"]),
      mime: z.string(),
      size: z.number(),
      sha256: z.string(),
    }),
  ),
});

const macOf = (words: string, key: string) => createHmac("sha256", key).update(`laid aside 1 ${words}`).digest();

/**
 * What stands in a form that comes back, so that nobody has to choose their files again, with or without script: which
 * files are in the store, for this letter alone. Signed, for it says what is kept, and by whom it is believed.
 * @param key LINK_SECRET
 */
export function sealLaidAside(files: readonly KeptFile[], letterId: string, key: string, now: Date): string {
  const value: z.infer<typeof Sealed> = { letterId, until: now.getTime() + waitsMs, files: [...files] };
  const words = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${words}.${macOf(words, key).toString("base64url")}`;
}

/** The files of such a form; none where it was altered, is of another letter, or is older than the store keeps them. */
export function openLaidAside(sealed: string, letterId: string, key: string, now: Date): KeptFile[] {
  const [words = "", mac = ""] = sealed.split(".");
  const [given, right] = [Buffer.from(mac, "base64url"), macOf(words, key)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return [];
  // A form that was open while this program was renewed may have been sealed by the one before.
  const read = Sealed.safeParse(JSON.parse(Buffer.from(words, "base64url").toString("utf8"))).data;
  return read?.letterId === letterId && read.until > now.getTime() ? read.files : [];
}
