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
