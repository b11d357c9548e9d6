import "server-only";
import { z } from "zod";
import type { Db } from "@/db/client";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { appendRefusal } from "@/lib/platform/refusals";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { answerRecommend, type PackShelf } from "./answer.rules";
import { PolicyProblem, type Recommendation } from "./recommend.contract";
import { packFor, platformSlugs } from "./store";

/** The packs in use, from the database: what the app answers from, where the CLI reads the built-in files. */
async function shelfOf(db: Db, slugs: readonly string[]): Promise<PackShelf> {
  const packs = new Map<string, Awaited<ReturnType<typeof packFor>>>();
  // All of them, so that a clause of another platform is answered with whose it is; each is parsed once a process.
  for (const id of slugs) packs.set(id, await packFor(db, id));
  return { slugs, packOf: (asked) => packs.get(asked) ?? null };
}

const Naming = z.object({ platform: z.string().trim() });
const AnyObject = z.record(z.string(), z.unknown());

/**
 * The platform that a question names, if there is such a one (else null: the answer says so), or a failure: for a body that
 * is no object (there is no field to name), and for a key that is not made for the platform, which is written down.
 */
export async function refusalOfPlatform(
  db: Db,
  { actor, raw, slugs }: { actor: Actor; raw: unknown; slugs: readonly string[] },
  now: Date,
): Promise<Result<string | null>> {
  if (!AnyObject.safeParse(raw).success) return fail("invalid", "body_not_object");
  const platform = Naming.safeParse(raw).data?.platform;
  if (platform === undefined || !slugs.includes(platform)) return ok(null);
  if (mayOn(actor, platform)) return ok(platform);
  return notTheirs(db, { actor, verb: "policy.match", now }, platform);
}

/** `verb`: what was asked for, as the log names it. */
type Asking = { actor: Actor; verb: string; now: Date };

/** The failure for a platform that the key is not made for, written down in that platform's chain. */
async function notTheirs(db: Db, { actor, verb, now }: Asking, platform: string): Promise<Failure> {
  const detail = { reason: "platform_not_yours" };
  const subject = { kind: "platform", id: platform, platformId: platform, detail };
  await appendRefusal(db, { actor, verb, subject, now });
  const fields = [{ field: "platform", reason: "platform_not_yours", values: { platform } }];
  return fail("forbidden", "platform_not_yours", { values: { platform }, fields });
}

/**
 * What a list of the API is about: the platform that is named, else all that are the key's. Fails naming `platform`; one
 * that is not theirs is written down.
 */
export async function platformsAsked(db: Db, asking: Asking, named: string | undefined): Promise<Result<string[]>> {
  const slugs = await platformSlugs(db);
  const theirs = slugs.filter((slug) => mayOn(asking.actor, slug));
  if (named === undefined) return ok(theirs);
  if (theirs.includes(named)) return ok([named]);
  if (!slugs.includes(named)) {
    const values = { options: theirs.join(", ") };
    return fail("invalid", "invalid", { fields: [{ field: "platform", reason: "unknown_platform", values }] });
  }
  return notTheirs(db, asking, named);
}

/**
 * What a program is told of a line that cannot be answered: the code of the command line as the reason, and its sentence.
 * An unknown platform is told as everywhere in the API, with those that are the key's.
 */
export function policyProblem(
  { code, field, sentence }: { code: string; field: string; sentence: string },
  known: readonly string[],
): Failure {
  const values = { problem: sentence, options: known.join(", ") };
  return fail("invalid", "invalid", { fields: [{ field, reason: code, values }] });
}

/**
 * One answer of the engine for `POST /api/v1/policy/recommend`; the same code as `cli policy recommend`. Fails as
 * `forbidden` for a platform that is not the key's.
 */
export async function recommendFor(db: Db, actor: Actor, raw: unknown, now: Date): Promise<Result<Recommendation>> {
  const slugs = await platformSlugs(db);
  const named = await refusalOfPlatform(db, { actor, raw, slugs }, now);
  if (!named.ok) return named;
  try {
    return ok(answerRecommend(raw, await shelfOf(db, slugs), now));
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    return policyProblem(
      error,
      slugs.filter((slug) => mayOn(actor, slug)),
    );
  }
}
