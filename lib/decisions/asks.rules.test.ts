import { expect, test } from "vitest";
import { type BuiltInPlatform, builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { clausesToSuggest } from "@/lib/policy/governing.rules";
import { FindingName } from "@/lib/policy/pack.contract";
import { ask } from "@/test/recommend";
import { asksOf } from "./clause-view.rules";

const days: Record<BuiltInPlatform, string> = {
  aliexpress: "2024-03-01",
  alibaba: "2021-03-01",
  wechat: "2024-03-01",
  "taobao-weitao": "2016-08-10",
};

test.each(builtInPlatforms)(
  "on %s each finding that changes what may be chosen for a clause is asked for",
  (platform) => {
    const pack = readBuiltInPack(platform);
    const day = days[platform];
    const roles = [...new Set(pack.versions.flatMap((version) => version.roles ?? []))];
    const unasked: string[] = [];
    for (const clause of clausesToSuggest(pack, { day })) {
      const asks = asksOf(pack, clause, day);
      for (const role of roles) {
        // What to think of counts too, and a warning that the finding opens nothing here does not: that is why it is not asked.
        const answer = (findings: Record<string, unknown>) => {
          const { allowed, warnings } = ask(platform, { clause: clause.ref, role, findings });
          return JSON.stringify([
            [...allowed].sort((a, b) => a.localeCompare(b)),
            "severe" in findings ? [] : warnings,
          ]);
        };
        for (const name of FindingName.options) {
          const found = { [name]: true, ...(name === "severe" ? { severityEvidence: "Told by the authority." } : {}) };
          if (answer(found) !== answer(name === "severe" ? { severe: false } : {}) && !asks.includes(name))
            unasked.push(`${clause.ref} ${role} ${name}`);
        }
      }
    }
    expect(unasked).toEqual([]);
  },
);

test("on Taobao Weitao every row asks whether it is unlawful: then the authorities are to be told", () => {
  const pack = readBuiltInPack("taobao-weitao");
  const rows = pack.clauses.filter(({ ref }) => /^Table\.\d+$/.test(ref));
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(asksOf(pack, row, "2016-08-10")).toContain("unlawful");
});
