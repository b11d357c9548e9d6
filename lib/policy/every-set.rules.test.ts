import { expect, test } from "vitest";
import { alibaba, aliexpress, wechat } from "@/test/clauses";
import { type Asked, ask, inShort, prior } from "@/test/recommend";

type Found = NonNullable<Asked["findings"]>;

const steps = "warn stop-display remove restrict-features block-account terminate-account";
const guidelines = "remove change-visibility";
const serious = "suspend-access terminate-access restrict-data other-tos-aup";
const terror = "suspend-account terminate-account notify-law-enforcement";
const korea = "block-display delete refuse-publish";
const evidence: Found = { severe: true, severityEvidence: "Two people were hurt." };

/** What each recorded finding opens, by the clauses of one set. A set that a finding does not name stays as it is. */
const opened: [about: Found, policy: string, guide: string, terrorism: string, photos: string, korean: string][] = [
  [{}, steps, guidelines, `${guidelines} ${terror}`, "remove", korea],
  [{ hasRecipient: true }, `${steps} recipient-notice`, guidelines, `${guidelines} ${terror}`, "remove", korea],
  [{ crimeSuspected: true }, `${steps} notify-authorities`, guidelines, `${guidelines} ${terror}`, "remove", korea],
  [{ legallyRequired: true }, `${steps} notify-authorities`, guidelines, `${guidelines} ${terror}`, "remove", korea],
  [{ detectedAutomatically: true }, `${steps} refuse`, guidelines, `${guidelines} ${terror}`, "remove", korea],
  [
    { interoperability: true },
    `${steps} limit-interoperability`,
    guidelines,
    `${guidelines} ${terror}`,
    "remove",
    korea,
  ],
  [
    { unlawful: true },
    steps,
    `${guidelines} cooperate-law-enforcement`,
    `${guidelines} ${terror} cooperate-law-enforcement`,
    "remove",
    korea,
  ],
  [evidence, steps, `${guidelines} ${serious}`, `${guidelines} ${serious} ${terror}`, "remove", korea],
  [{ severe: true }, steps, `${guidelines} ${serious}`, `${guidelines} ${serious} ${terror}`, "remove", korea],
  [{ repeated: true }, steps, `${guidelines} ${serious}`, `${guidelines} ${serious} ${terror}`, "remove", korea],
  [{ infringements: 7, severe: false, repeated: false }, steps, guidelines, `${guidelines} ${terror}`, "remove", korea],
];

for (const [findings, ...sets] of opened) {
  test(`WeChat, every clause: what may be chosen when ${JSON.stringify(findings)} is recorded`, () => {
    const groups = [wechat.policy, wechat.guidelines, wechat.terrorism, wechat.photos, wechat.korea];
    const wrong: unknown[] = [];
    groups.forEach((clauses, index) => {
      for (const clause of clauses) {
        const answer = ask("wechat", { clause, findings, jurisdiction: "KR" });
        const fine =
          sorted(answer.allowed) === sorted((sets[index] ?? "").split(" ")) &&
          answer.basis === "discretion" &&
          answer.count === null &&
          answer.durationDays === null &&
          (answer.recommended ?? []).length > 0;
        if (!fine) wrong.push([clause, answer.basis, answer.allowed, answer.recommended]);
      }
    });
    expect(wrong).toEqual([]);
  });
}

test("WeChat: severity without evidence is said for the guidelines, which ask for it, and for nothing else", () => {
  const said = (clause: string, findings: Found) => ask("wechat", { clause, findings }).warnings.join();
  for (const clause of [...wechat.guidelines, ...wechat.terrorism]) {
    expect(said(clause, { severe: true })).toContain("without evidence");
    expect(said(clause, evidence)).not.toContain("evidence");
  }
  for (const clause of wechat.policy) expect(said(clause, { severe: true })).not.toContain("evidence");
});

const before = (clause: string, changes: Partial<ReturnType<typeof prior>> = {}) =>
  prior(clause, { contentDate: "2024-01-01", decisionDate: "2024-01-03", ...changes });

test("WeChat: one confirmed earlier breach of the guidelines opens what repetition opens; of another document it does not", () => {
  const opens: [string, ReturnType<typeof prior>, boolean][] = [
    ["of the guidelines", before("CG/Fraud(c)"), true],
    ["years ago", before("CG/Fraud(c)", { contentDate: "2012-01-01", decisionDate: "2012-01-02" }), true],
    ["of the same case", before("CG/Fraud(c)", { sameCase: true }), true],
    ["of the policy", before("AUP 2(m)"), false],
    ["of a definition", before("CG/Hate.1"), false],
    ["overturned", before("CG/Fraud(c)", { status: "overturned" }), false],
    ["pending", before("CG/Fraud(c)", { status: "pending" }), false],
    ["decided later", before("CG/Fraud(c)", { decisionDate: "2024-04-01" }), false],
    ["of another role", before("CG/Fraud(c)", { role: "official account" }), false],
    ["elsewhere", before("CG/Fraud(c)", { platform: "aliexpress" }), false],
    ["of an unknown clause", before("CG/Fraud(z)"), false],
  ];
  for (const [name, earlier, repeated] of opens) {
    const answer = ask("wechat", { clause: "CG/Spam(a)", priors: [earlier] });
    expect([name, sorted(answer.allowed)]).toEqual([
      name,
      sorted(`${guidelines} ${repeated ? serious : ""}`.trim().split(" ")),
    ]);
    expect([name, ask("wechat", { clause: "CG/MinorsInfo.2", priors: [earlier] }).allowed]).toEqual([
      name,
      ["cg.remove"],
    ]);
    expect(sorted(ask("wechat", { clause: "AUP 6(a)", priors: [earlier] }).allowed)).toBe(sorted(steps.split(" ")));
  }
});

test("WeChat: a Korean rule is for Korea alone, and nothing else depends on the country", () => {
  for (const clause of wechat.korea) {
    for (const jurisdiction of ["DE", "KP", "CN", "US", undefined]) {
      expect(inShort(ask("wechat", { clause, jurisdiction }))).toBe("no (scope)");
    }
    expect(ask("wechat", { clause, jurisdiction: "KR" }).violation).toBe(true);
  }
  for (const clause of [...wechat.policy, ...wechat.guidelines]) {
    const [korean, german, anywhere] = ["KR", "DE", undefined].map((jurisdiction) =>
      inShort(ask("wechat", { clause, jurisdiction })),
    );
    expect([clause, korean, german]).toEqual([clause, anywhere, anywhere]);
  }
});

test("WeChat: what is recommended serves every clause that is cited", () => {
  const cited: [string, string[], string][] = [
    ["AUP 7.3(c)", ["AUP 2(a)"], "discretion, remove + block-account"],
    ["AUP 2(a)", ["AUP 7.3(c)"], "discretion, remove + block-account"],
    ["AUP 7.3(c)", ["AUP 6(a)"], "discretion, stop-display + block-account"],
    ["AUP 7.1(e)", ["AUP 6(a)"], "discretion, stop-display"],
    ["AUP 7.2(e)", ["AUP 7.3(c)"], "discretion, block-account"],
    ["CG/MinorsInfo.2", ["CG/Spam(a)"], "discretion, remove"],
    ["CG/Spam(a)", ["CG/MinorsInfo.2"], "discretion, remove"],
    ["CG/Spam(a)", ["AUP 6(a)"], "discretion, change-visibility"],
    ["AUP 6(a)", ["CG/Spam(a)"], "discretion, stop-display"],
  ];
  for (const [clause, alsoBreaks, expected] of cited) {
    const answer = ask("wechat", { clause, findings: { alsoBreaks, reporterRelation: "parent" } });
    expect([clause, alsoBreaks, inShort(answer)]).toEqual([clause, alsoBreaks, expected]);
  }
});

test("AliExpress, every clause: no finding and no history opens, closes or dates anything", () => {
  const priors = [before("2.annoy"), before("2.annoy"), before("5.doxing")];
  const all = sorted("block-content delete-content disable-publishing suspend-account close-account".split(" "));
  const recorded: Found[] = [
    {},
    evidence,
    { repeated: true },
    { unlawful: true, crimeSuspected: true },
    { infringements: 9 },
  ];
  for (const clause of aliexpress.rules) {
    for (const findings of recorded) {
      const answer = ask("aliexpress", { clause, findings, priors, role: "affiliate" });
      expect([clause, sorted(answer.allowed), answer.basis]).toEqual([clause, all, "discretion"]);
      expect(inShort(answer)).toMatch(/^discretion, (block|delete)-content$/);
      expect(answer.pointsTotal).toBe(0);
    }
  }
});

test("Alibaba, every clause: points by the number of infringements, on top of confirmed earlier ones of the same edition", () => {
  const point = (points: number, changes: Partial<ReturnType<typeof prior>> = {}) =>
    prior("II.circumvention.keyword", { contentDate: "2020-02-01", decisionDate: "2020-02-03", points, ...changes });
  const totals: [string, ReturnType<typeof prior>[], number][] = [
    ["none", [], 0],
    ["one and two", [point(1), point(2)], 3],
    ["overturned", [point(4, { status: "overturned" }), point(1)], 1],
    ["pending", [point(4, { status: "pending" })], 0],
    ["later", [point(4, { decisionDate: "2021-03-06" })], 0],
    ["of the same case", [point(4, { sameCase: true })], 4],
    ["as buyer", [point(4, { role: "buyer" })], 0],
    ["of 2019", [point(4, { contentDate: "2019-12-31" })], 0],
    ["of 31 December 16:00 UTC", [point(4, { contentDate: "2019-12-31T16:00:00Z" })], 4],
    ["of plain display", [point(0, { clause: "II.display" })], 0],
  ];
  for (const [name, priors, earlier] of totals) {
    for (const infringements of [undefined, 1, 2, 5]) {
      const added = infringements ?? 1;
      for (const clause of alibaba.circumvention) {
        const line = `rule, penalty-point + remove-noncompliant, ${added} of ${added + earlier} points`;
        expect([name, inShort(ask("alibaba", { clause, priors, findings: { infringements } }))]).toEqual([name, line]);
      }
      for (const clause of [...alibaba.display, ...alibaba.measures]) {
        const answer = ask("alibaba", { clause, priors, findings: { infringements } });
        expect([name, inShort(answer), answer.pointsTotal]).toEqual([name, "discretion, delist-some", earlier]);
      }
    }
  }
});

/** Names without the platform's prefix, in one order. */
function sorted(ids: readonly string[]): string {
  return ids
    .map((id) => id.replace(/^[a-z]+\./, ""))
    .toSorted((a, b) => a.localeCompare(b))
    .join(" ");
}
