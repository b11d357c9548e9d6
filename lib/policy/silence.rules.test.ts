import { expect, test } from "vitest";
import { alibaba, aliexpress, refs, taobao, wechat } from "@/test/clauses";
import { ask, askFinding, prior } from "@/test/recommend";

const spoken = (answer: { why: string[] }) => answer.why.join(" ");

test("that an edition is known in part only is said with every answer from it", () => {
  for (const clause of [...taobao.first.rules, ...taobao.first.expulsion]) {
    const answer = ask("taobao-weitao", { clause, contentDate: "2016-06-01" });
    expect(answer.warnings.join()).toContain("v1 is recorded in part only");
  }
  expect(ask("alibaba", { clause: "II.display", contentDate: "2019-06-01" }).warnings.join()).toContain("in part only");
  for (const clause of ["Table.6", "v2.Art.9(1)"]) expect(ask("taobao-weitao", { clause }).warnings).toEqual([]);
  for (const clause of alibaba.display) expect(ask("alibaba", { clause }).warnings).toEqual([]);
});

test("a rule that the law of the place decides says that the document lists no places", () => {
  const byPlace = {
    aliexpress: refs("5.sensitive; 5.sensitive.{1..10}; 5.sensitive.9.{a..c}"),
    alibaba: alibaba.measures,
    wechat: refs("AUP 8; AUP 8({a..e}); AUP 11.1(b); CG/Regulated; CG/Regulated({a..k})"),
  };
  const all = {
    aliexpress: aliexpress.rules,
    alibaba: alibaba.display,
    wechat: [...wechat.policy, ...wechat.guidelines],
  };
  for (const platform of ["aliexpress", "alibaba", "wechat"] as const) {
    for (const clause of new Set([...all[platform], ...byPlace[platform]])) {
      const said = spoken(ask(platform, { clause })).includes("the document lists no places");
      expect([clause, said]).toEqual([clause, byPlace[platform].includes(clause)]);
    }
  }
});

test("where no count is stated, earlier violations are said to change nothing; where one is, its arithmetic is shown", () => {
  const before = prior("2.annoy", { contentDate: "2024-01-01", decisionDate: "2024-01-02" });
  expect(spoken(ask("aliexpress", { clause: "2.annoy", priors: [before] }))).toContain("states no count");
  expect(spoken(ask("aliexpress", { clause: "2.annoy" }))).not.toContain("states no count");
  expect(spoken(ask("taobao-weitao", { clause: "Table.1", priors: [prior("Table.4")] }))).toContain("states no count");
  expect(spoken(ask("taobao-weitao", { clause: "Table.4", priors: [prior("Table.4")] }))).toContain(
    "1 earlier + this one = 2 of 3",
  );
  const guidelines = prior("CG/Spam(b)", { contentDate: "2024-01-01", decisionDate: "2024-01-02" });
  expect(spoken(ask("wechat", { clause: "CG/Spam(a)", priors: [guidelines] }))).toContain("counts as repeated");
});

test("a choice says that it is one, whose grade it rests on, and what the law or another document adds", () => {
  const chosen = spoken(askFinding("wechat", "AUP 6(a)", { legallyRequired: true }));
  expect(chosen).toContain("The document leaves the choice");
  expect(chosen).toContain("is ours, not the document’s");
  expect(chosen).toContain("The law requires it");
  expect(spoken(ask("wechat", { clause: "AUP 6(a)" }))).not.toContain("The law requires it");
  const both = ask("wechat", { clause: "AUP 3(c)", jurisdiction: "KR", findings: { alsoBreaks: ["AUP KR.2"] } });
  expect(spoken(both)).toContain("AUP-KR prevails");
  expect(spoken(ask("wechat", { clause: "AUP KR.2", jurisdiction: "KR" }))).not.toContain("prevails");
});

test("no term is ever filled in that the document does not state: it is asked for", () => {
  for (const clause of refs("AUP 7.3({a..c}); AUP 7.1(b)")) {
    const answer = ask("wechat", { clause });
    expect(answer).toMatchObject({ durationDays: null, endDate: null, indefinite: false, permanent: false });
    expect(answer.warnings.join()).toContain("states no term");
  }
});

test("points are said to trigger nothing, because the document states no consequence", () => {
  expect(spoken(askFinding("alibaba", "II.circumvention", { infringements: 48 }))).toContain(
    "the total triggers nothing",
  );
});
