import { type BuiltInPlatform, readBuiltInPack } from "@/lib/policy/built-in.store";
import type { Findings, Prior, Recommendation, RecommendInput } from "@/lib/policy/recommend.contract";
import { recommend } from "@/lib/policy/recommend.rules";

export type Asked = Partial<RecommendInput> & { clause: string };

const ordinary: Record<BuiltInPlatform, { role: string; contentDate: string; decisionDate: string }> = {
  aliexpress: { role: "buyer", contentDate: "2024-03-01", decisionDate: "2024-03-05" },
  alibaba: { role: "merchant", contentDate: "2021-03-01", decisionDate: "2021-03-05" },
  wechat: { role: "user", contentDate: "2024-03-01", decisionDate: "2024-03-05" },
  "taobao-weitao": { role: "merchant", contentDate: "2016-08-10", decisionDate: "2016-08-18" },
};

/** Asks the engine on an ordinary day of the platform; a test says only what it is about. */
export function ask(platform: BuiltInPlatform, asked: Asked): Recommendation {
  return recommend(
    readBuiltInPack(platform),
    { platform, ...ordinary[platform], ...asked },
    new Date("2026-01-01T00:00:00Z"),
  );
}

export function askFinding(platform: BuiltInPlatform, clause: string, findings: Findings): Recommendation {
  return ask(platform, { clause, findings });
}

/** A confirmed earlier violation on Taobao Weitao under version 2. */
export function prior(clause: string, changes: Partial<Prior> = {}): Prior {
  return { clause, contentDate: "2016-07-10", decisionDate: "2016-07-12", status: "confirmed", ...changes };
}

/**
 * An answer in one line, so that tables of expected answers can be read: basis, count, what is recommended, the term, what
 * it brings. "no" is no violation, "no (scope)" one out of scope, "no text" a version without text.
 */
export function inShort(answer: Recommendation): string {
  if (answer.violation === null) return "no text";
  if (!answer.violation) return answer.outOfScope ? "no (scope)" : "no";
  return [
    answer.basis,
    answer.count === null ? "" : `#${answer.count}`,
    (answer.recommended ?? ["?"]).map((id) => id.replace(/^[a-z]+\./, "")).join(" + "),
    answer.durationDays === null ? "" : `${answer.durationDays} days to ${answer.endDate}`,
    answer.indefinite ? "open-ended" : "",
    answer.permanent ? "for good" : "",
    answer.followOn.length > 0 ? `then ${answer.followOn.map((id) => id.replace(/^[a-z]+\./, "")).join(" + ")}` : "",
    answer.reEntryBarred ? "barred" : "",
    answer.points > 0 ? `${answer.points} of ${answer.pointsTotal} points` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** Whether a refusal sanctions nothing at all, as the contract words it. */
export function sanctionsNothing(answer: Recommendation): boolean {
  const { allowed, alternatives, count, durationDays, endDate, points, followOn } = answer;
  const free = allowed.length + alternatives.length + followOn.length + points === 0 && count === null;
  const lasting =
    answer.permanent || answer.indefinite || answer.reEntryBarred || durationDays !== null || endDate !== null;
  const basis = answer.violation === null ? "none" : "rule";
  return free && !lasting && answer.basis === basis && (answer.recommended ?? []).length === 0;
}
