import "server-only";
import type { Db } from "@/db/client";
import { readLink } from "@/lib/decisions/link.rules";
import { secrets } from "@/lib/platform/env";
import { allow } from "@/lib/platform/rate-limit";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { attachmentProblem, type KeptFile, type SentFile } from "./attachment.rules";
import { keepFiles, refusedFile } from "./attachments.store";
import { openLaidAside, sealLaidAside } from "./laid-aside.rules";

export type LaidAside = {
  files: KeptFile[];
  /** For the form, if it has to come back. */
  sealed: string;
  /** The first file that could not be kept; all the others are. */
  problem: Failure | null;
};

/** Forms with files that one link may bring: so much at most is stored for nothing until it is cleaned away. */
const linkAllowance = { limit: 20, windowMs: 600_000 };

type Came = {
  token: string;
  /** `sealed` of the form before. */
  sealed: string;
  /** Of its files those that are still to go along, by SHA-256. */
  ticked: readonly string[];
  sent: readonly SentFile[];
};

/**
 * The files of a complaint, put into the store before anything else of the form is looked at, so that none has to be chosen
 * again because of another field or of another file. Fails as `link_unknown`, `appeal_too_many`.
 */
export async function layAside(
  db: Db,
  { token, sealed, ticked, sent }: Came,
  now: Date = new Date(),
): Promise<Result<LaidAside>> {
  const key = secrets().links;
  const letterId = readLink(token, key)?.id;
  if (!letterId) return fail("not_found", "link_unknown");
  const grant = sent.length === 0 ? null : allow("appeal files", letterId, linkAllowance, now);
  if (grant && !grant.granted)
    return fail("rate_limited", "appeal_too_many", { values: { minutes: Math.ceil(grant.retryAfter / 60) } });
  const before = openLaidAside(sealed, letterId, key, now).filter(({ sha256 }) => ticked.includes(sha256));
  const { files, problem } = await keptOf(db, before, sent, now);
  return ok({ files, problem, sealed: sealLaidAside(files, letterId, key, now) });
}

/** Each on its own: one that cannot be kept takes no other with it. */
async function keptOf(db: Db, before: readonly KeptFile[], sent: readonly SentFile[], now: Date) {
  const files = [...before];
  let problem: Failure | null = null;
  for (const file of sent) {
    const wrong = attachmentProblem([...files, file]);
    const kept = wrong ? refusedFile(wrong) : await keepFiles(db, [file], now);
    // The same bytes under two names are one file.
    if (kept.ok) files.push(...kept.value.filter((one) => !files.some(({ sha256 }) => sha256 === one.sha256)));
    else problem ??= kept;
  }
  return { files, problem };
}
