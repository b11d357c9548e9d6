import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "@/lib/platform/time.rules";
import { readBuiltInPack } from "../built-in.store";
import { asNewVersion } from "../drafts/begin.rules";
import type { VersionFile } from "../import/version.contract";
import { versionOf } from "../import/version-file.rules";
import { withVersion } from "../publish.rules";
import { recommend } from "../recommend.rules";
import { type PastDecision, type PastStrike, trialOf, tryOn } from "./verdict.rules";

type Slug = Parameters<typeof readBuiltInPack>[0];
const begins = "2026-03-01";
const decided = new Date("2026-06-30T04:00:00Z");

/** The same rules as a draft whose counters are reached one violation sooner, so that every count matters. */
function sterner(slug: Slug, ref: string): { inForce: VersionFile; draft: VersionFile } {
  const inForce = versionOf(readBuiltInPack(slug), ref);
  if (!inForce) throw new Error(`There is no version ${ref}.`);
  const draft = structuredClone(asNewVersion(inForce, { ref: "next", label: "Next" }));
  for (const counter of draft.sanctions.counters) counter.threshold = Math.max(1, counter.threshold - 1);
  draft.version.effectiveFrom = begins;
  return { inForce, draft };
}

const dayAround = fc.integer({ min: -120, max: 110 }).map((days) => addDays(begins, days));

/** Some past of an account: what it broke before, and what was decided now; in any order, some overturned. */
const pastOf = (clauses: readonly string[], roles: readonly string[], versionRef: string) => {
  const ref = fc.constantFrom(...clauses);
  const strike = fc.record({ clauseRef: ref, contentDay: dayAround, after: fc.nat(9), isOverturned: fc.boolean() });
  const made = { clauseRef: ref, contentDay: dayAround, role: fc.constantFrom(...roles) };
  return fc.record({ decision: fc.record(made), strikes: fc.array(strike, { maxLength: 6 }) }).map((past) => ({
    decision: {
      ...{ id: "now", accountId: "a", alsoBreaks: [], versionRef, decidedAt: decided, jurisdiction: null },
      ...{ findings: {}, exception: null, recommended: [], ...past.decision },
    } satisfies PastDecision,
    strikes: past.strikes.map(({ after, isOverturned, ...strike }, at): PastStrike => {
      const confirmedAt = new Date(`${addDays(strike.contentDay, after)}T04:00:00Z`);
      const overturnedAt = isOverturned ? confirmedAt : null;
      return { ...strike, decisionId: `before-${at}`, versionRef, role: past.decision.role, confirmedAt, overturnedAt };
    }),
  }));
};

test.each<[Slug, string]>([
  ["taobao-weitao", "v2"],
  ["alibaba", "v2"],
  ["aliexpress", "undated"],
  ["wechat", "cg-undated"],
])("a draft on %s is tried as the engine answers once it is published from that day", (slug, ref) => {
  const { inForce, draft } = sterner(slug, ref);
  const published = withVersion(readBuiltInPack(slug), draft);
  const trial = trialOf(draft, begins, (of) => (of === ref ? inForce : null));
  const clauses = draft.clauses
    .filter(({ enforceable, needs, jurisdiction }) => enforceable && !needs.reporter && !jurisdiction?.limitedTo)
    .map((clause) => clause.ref);
  const roles = draft.version.roles?.filter((role) => role !== "any") ?? ["user"];
  fc.assert(
    fc.property(pastOf(clauses, roles, ref), ({ decision, strikes }) => {
      const tried = tryOn(trial, decision, strikes);
      const priors = strikes.map(({ clauseRef, contentDay, role, confirmedAt, overturnedAt }) => ({
        ...{ clause: clauseRef, contentDate: contentDay, role, decisionDate: confirmedAt.toISOString() },
        status: overturnedAt ? ("overturned" as const) : ("confirmed" as const),
      }));
      const asked = { platform: slug, role: decision.role, clause: decision.clauseRef, priors, findings: {} };
      const dates = { contentDate: decision.contentDay, decisionDate: decided.toISOString() };
      const answer = recommend(published, { ...asked, ...dates }, decided);
      if (decision.contentDay < begins) {
        expect(answer.version).toBe(ref);
        expect(tried).toMatchObject({ verdict: "same", why: "earlier_version" });
      } else if (answer.recommended === null) {
        expect(tried.verdict).toBe("untold");
      } else {
        expect(answer.version).toBe("next");
        expect(tried.would).toEqual(answer.recommended);
        expect(tried.count).toBe(answer.count);
      }
    }),
    { numRuns: 300 },
  );
});
