import "server-only";
import type { Db } from "@/db/client";
import { platforms } from "@/db/schema";
import { fail, ok, type Result } from "@/lib/platform/result";
import { answerRecommend, type PackShelf } from "./answer.rules";
import { PolicyProblem, type Recommendation } from "./recommend.contract";
import { packFor } from "./store";

/** The packs in use, from the database: what the app answers from, where the CLI reads the built-in files. */
async function shelfOf(db: Db): Promise<PackShelf> {
  const known = await db.select({ id: platforms.id }).from(platforms).orderBy(platforms.id);
  const slugs = known.map(({ id }) => id);
  const packs = new Map<string, Awaited<ReturnType<typeof packFor>>>();
  // All of them, so that a clause of another platform is answered with whose it is; each is parsed once a process.
  for (const id of slugs) packs.set(id, await packFor(db, id));
  return { slugs, packOf: (asked) => packs.get(asked) ?? null };
}

/** One answer of the engine for `POST /api/v1/policy/recommend`; the same code as `cli policy recommend`. */
export async function recommendFor(db: Db, raw: unknown, now: Date): Promise<Result<Recommendation>> {
  try {
    return ok(answerRecommend(raw, await shelfOf(db), now));
  } catch (error) {
    if (!(error instanceof PolicyProblem)) throw error;
    const values = { problem: error.message };
    return fail("invalid", "invalid", { values, fields: [{ field: error.field, reason: "policy_problem", values }] });
  }
}
