import "server-only";
import { z } from "zod";
import type { Db } from "@/db/client";
import { type Actor, mayOn } from "@/lib/platform/permissions.rules";
import { ok, type Result } from "@/lib/platform/result";
import { dayIn, parsePossibleDay, UnreadableDate } from "@/lib/platform/time.rules";
import { policyProblem, refusalOfPlatform } from "@/lib/policy/api.queries";
import { packOn } from "@/lib/policy/editions.rules";
import { declaredOf, packFor, platformSlugs } from "@/lib/policy/store";
import { answerMatch, MatchProblem } from "./answer.rules";
import type { MatchOutput } from "./contract";
import { matcherFor } from "./matchers.store";

/** The day that is asked about; what cannot be read is told by the answer, not here. */
function dayOf(raw: unknown, zone: string, now: Date): string {
  const said = z.object({ contentDate: z.string() }).safeParse(raw);
  try {
    if (said.success) return parsePossibleDay(said.data.contentDate, zone).day;
  } catch (error) {
    if (!(error instanceof UnreadableDate)) throw error;
  }
  return dayIn(now, zone);
}

/**
 * One answer of the matcher for `POST /api/v1/policy/match`: the code of `cli policy match`, from the packs in use where
 * the command line reads the built-in ones. Fails as `forbidden` for a platform that is not the key's.
 */
export async function matchFor(db: Db, actor: Actor, raw: unknown, now: Date): Promise<Result<MatchOutput>> {
  const slugs = await platformSlugs(db);
  const named = await refusalOfPlatform(db, { actor, raw, slugs }, now);
  if (!named.ok) return named;
  const pack = named.value === null ? null : await packFor(db, named.value);
  const declared = pack ? await declaredOf(db, pack.platform) : undefined;
  const known = slugs.filter((slug) => mayOn(actor, slug));
  try {
    const matcherOf = (slug: string) =>
      pack?.platform === slug ? matcherFor(packOn(pack, dayOf(raw, pack.zone, now))) : null;
    return ok(answerMatch(raw, { slugs: known, matcherOf, declaredBy: () => declared }, now));
  } catch (error) {
    if (!(error instanceof MatchProblem)) throw error;
    return policyProblem(error, known);
  }
}
