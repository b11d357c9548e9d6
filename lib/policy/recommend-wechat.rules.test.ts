import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { ask, askFinding, prior } from "@/test/recommend";

const pack = readBuiltInPack("wechat");
const aup = [
  "aup.warn",
  "aup.stop-display",
  "aup.remove",
  "aup.restrict-features",
  "aup.block-account",
  "aup.terminate-account",
];
const guidelines = ["cg.remove", "cg.change-visibility"];
const serious = ["cg.suspend-access", "cg.terminate-access", "cg.restrict-data", "cg.other-tos-aup"];
const setOf = (ids: readonly string[]) => new Set(ids);

test("every clause of the acceptable use policy opens its steps at sole discretion, without any term", () => {
  const clauses = pack.clauses.filter((clause) => clause.document === "AUP" && clause.enforceable);
  expect(clauses.length).toBeGreaterThan(60);
  for (const { ref } of clauses) {
    const answer = ask("wechat", { clause: ref });
    expect(answer).toMatchObject({ version: "aup-2023-08-01", basis: "discretion", violation: true, count: null });
    expect(setOf(answer.allowed)).toEqual(setOf(aup));
    expect(answer).toMatchObject({ durationDays: null, endDate: null, indefinite: false, permanent: false, points: 0 });
    expect(answer.recommended?.length).toBeGreaterThan(0);
    for (const set of [answer.recommended ?? [], ...answer.alternatives]) {
      expect(set.every((id) => answer.allowed.includes(id))).toBe(true);
    }
  }
});

test("every clause of the guidelines opens removal and visibility on a first offence, and no account measure", () => {
  const special = ["CG/MinorsInfo.2", "CG/Terrorism"];
  const clauses = pack.clauses.filter((clause) => clause.document === "CG" && clause.enforceable);
  expect(clauses.length).toBeGreaterThan(170);
  for (const { ref, parent } of clauses) {
    if (special.includes(ref) || special.includes(parent ?? "")) continue;
    const answer = ask("wechat", { clause: ref });
    expect(answer).toMatchObject({ version: "cg-undated", basis: "discretion", violation: true, count: null });
    expect(setOf(answer.allowed)).toEqual(setOf(guidelines));
    expect(answer).toMatchObject({ durationDays: null, endDate: null, permanent: false });
  }
});

test("no clause that only defines, permits or describes can be sanctioned", () => {
  const clauses = pack.clauses.filter((clause) => !clause.enforceable);
  expect(clauses.map(({ ref }) => ref)).toContain("CG/Nudity.exceptions");
  for (const { ref } of clauses) {
    expect(ask("wechat", { clause: ref, jurisdiction: "KR" })).toMatchObject({
      violation: false,
      outOfScope: false,
      allowed: [],
    });
  }
});

test("serious or repeated opens the account set: by finding, or by a confirmed earlier breach of the guidelines", () => {
  const clause = "CG/Spam(a)";
  const earlier = prior("CG/Harassment(d)", { contentDate: "2024-01-01", decisionDate: "2024-01-03" });
  for (const asked of [
    { findings: { severe: true, severityEvidence: "two people were hurt" } },
    { findings: { repeated: true } },
    { priors: [earlier] },
  ]) {
    const answer = ask("wechat", { clause, ...asked });
    expect(setOf(answer.allowed)).toEqual(setOf([...guidelines, ...serious]));
    expect(answer).toMatchObject({
      basis: "discretion",
      durationDays: null,
      permanent: false,
      count: null,
      warnings: [],
    });
  }
  for (const priors of [
    [{ ...earlier, status: "overturned" as const }],
    [{ ...earlier, status: "pending" as const }],
    [{ ...earlier, clause: "AUP 3(d)" }],
    [{ ...earlier, role: "official account" }],
    [{ ...earlier, platform: "aliexpress" }],
  ]) {
    expect(setOf(ask("wechat", { clause, priors }).allowed)).toEqual(setOf(guidelines));
  }
});

test("severity without evidence opens the serious set, with a warning", () => {
  const answer = askFinding("wechat", "CG/Hate.2", { severe: true });
  expect(answer.allowed).toContain("cg.terminate-access");
  expect(answer.warnings.join()).toContain("without evidence");
});

test("terrorism has its own account measures and the police, at once", () => {
  for (const clause of ["CG/Terrorism", "CG/Terrorism(a)", "CG/Terrorism(e)"]) {
    const answer = ask("wechat", { clause });
    expect(setOf(answer.allowed)).toEqual(
      setOf([...guidelines, "cg.suspend-account", "cg.terminate-account", "cg.notify-law-enforcement"]),
    );
    expect(answer).toMatchObject({ basis: "discretion", recommended: ["cg.remove"] });
  }
  expect(ask("wechat", { clause: "CG/Wildlife(a)" }).allowed).not.toContain("cg.suspend-account");
});

test("a recipient, a suspected crime, a legal duty, automation and interoperability each open only their own step", () => {
  const opened = (findings: Parameters<typeof askFinding>[2]) =>
    askFinding("wechat", "AUP 6(a)", findings).allowed.filter((id) => !aup.includes(id));
  expect(opened({})).toEqual([]);
  expect(opened({ hasRecipient: true })).toEqual(["aup.recipient-notice"]);
  expect(opened({ crimeSuspected: true })).toEqual(["aup.notify-authorities"]);
  expect(opened({ legallyRequired: true })).toEqual(["aup.notify-authorities"]);
  expect(opened({ detectedAutomatically: true })).toEqual(["aup.refuse"]);
  expect(opened({ interoperability: true })).toEqual(["aup.limit-interoperability"]);
  expect(opened({ unlawful: true, severe: true, repeated: true })).toEqual([]);
  expect(askFinding("wechat", "CG/Spam(a)", { unlawful: true }).allowed).toContain("cg.cooperate-law-enforcement");
  expect(askFinding("wechat", "AUP 6(a)", { legallyRequired: true }).recommended).toContain("aup.notify-authorities");
  const reasons = new Map(ask("wechat", { clause: "AUP 6(a)" }).notOffered.map(({ action, why }) => [action, why]));
  expect(reasons.get("aup.recipient-notice")).toContain("hasRecipient");
  expect(reasons.get("aup.notify-authorities")).toContain("crimeSuspected");
});

test("the mildest set that serves: content is hidden, grave content removed, an excluded person blocked, misuse warned of", () => {
  const first = (clause: string) => ask("wechat", { clause }).recommended;
  expect(first("AUP 5(c)")).toEqual(["aup.stop-display"]);
  expect(first("AUP 3(b)")).toEqual(["aup.remove"]);
  expect(first("CG/ChildPorn(a)")).toEqual(["cg.remove"]);
  expect(first("AUP 7.3(b)")).toEqual(["aup.block-account"]);
  expect(first("AUP 7.1(e)")).toEqual(["aup.warn"]);
  expect(ask("wechat", { clause: "AUP 7.3(b)" }).warnings.join()).toContain("no term");
});

test("a photo of a minor is deleted on the word of the minor, a parent or a guardian, and only deleted", () => {
  for (const reporterRelation of ["self", "parent", "guardian"] as const) {
    const answer = askFinding("wechat", "CG/MinorsInfo.2", {
      reporterRelation,
      severe: true,
      repeated: true,
      unlawful: true,
    });
    expect(answer).toMatchObject({
      violation: true,
      allowed: ["cg.remove"],
      recommended: ["cg.remove"],
      alternatives: [],
    });
  }
  for (const reporterRelation of ["stranger", "rights-holder", "executor", "representative"] as const) {
    const answer = askFinding("wechat", "CG/MinorsInfo.2", { reporterRelation });
    expect(answer).toMatchObject({ violation: false, basis: "rule", outOfScope: false, allowed: [], recommended: [] });
  }
  const unrecorded = ask("wechat", { clause: "CG/MinorsInfo.2" });
  expect(unrecorded).toMatchObject({ violation: true, allowed: ["cg.remove"] });
  expect(unrecorded.warnings.join()).toContain("Record who reported");
});

test("the Korean appendix is for users under Korean law alone, and has its own measures", () => {
  for (const clause of ["AUP KR.1", "AUP KR.2"]) {
    const korean = ask("wechat", { clause, jurisdiction: "KR" });
    expect(korean).toMatchObject({ violation: true, basis: "discretion" });
    expect(korean.allowed).toEqual(["kr.block-display", "kr.delete", "kr.refuse-publish"]);
    for (const jurisdiction of ["DE", "KP", undefined]) {
      const elsewhere = ask("wechat", { clause, jurisdiction });
      expect(elsewhere).toMatchObject({
        violation: false,
        outOfScope: true,
        basis: "rule",
        allowed: [],
        recommended: [],
      });
    }
  }
  expect(ask("wechat", { clause: "AUP KR.2", jurisdiction: "kr" }).violation).toBe(true);
  expect(ask("wechat", { clause: "AUP 3(c)", jurisdiction: "KR" }).allowed).not.toContain("kr.delete");
});

test("cited beside the main text, the Korean appendix prevails in what is recommended", () => {
  const answer = ask("wechat", { clause: "AUP 3(c)", jurisdiction: "KR", findings: { alsoBreaks: ["AUP KR.2"] } });
  expect(answer.allowed).toEqual(expect.arrayContaining(["aup.remove", "kr.delete"]));
  expect(answer.recommended).toEqual(["kr.delete"]);
});

test("one text under both documents opens both sets", () => {
  const answer = askFinding("wechat", "CG/Harassment(d)", { alsoBreaks: ["AUP 3(d)"] });
  expect(setOf(answer.allowed)).toEqual(setOf([...aup, ...guidelines]));
  expect(ask("wechat", { clause: "CG/Harassment(d)" }).allowed).not.toContain("aup.terminate-account");
});

test("before August 2023 no text of the policy is recorded: the engine says so and nothing else", () => {
  const answer = ask("wechat", { clause: "AUP 5(a)", contentDate: "2023-07-31" });
  expect(answer).toMatchObject({
    version: "aup-before-2023-08-01",
    textAvailable: false,
    basis: "none",
    violation: null,
  });
  expect(answer).toMatchObject({ outOfScope: false, allowed: [], recommended: null, alternatives: [], count: null });
  expect(answer.warnings.join()).toContain("No recorded version");
  expect(ask("wechat", { clause: "AUP KR.2", contentDate: "2023-07-31", jurisdiction: "KR" }).violation).toBeNull();
  expect(ask("wechat", { clause: "AUP 5(a)", contentDate: "2023-07-31T16:00:00Z" }).violation).toBe(true);
  expect(ask("wechat", { clause: "CG/Hate.2", contentDate: "2015-01-01" })).toMatchObject({
    textAvailable: true,
    violation: true,
  });
});

test("the nudity exceptions hold by letter for all of nudity, and never for children, for sale or for lack of consent", () => {
  for (const letter of ["a", "b", "c", "d"]) {
    for (const clause of ["CG/Nudity.1", "CG/Nudity.1(f)", "CG/Nudity.2(a)"]) {
      expect(askFinding("wechat", clause, { exception: letter })).toMatchObject({
        violation: false,
        basis: "rule",
        recommended: [],
      });
    }
  }
  expect(askFinding("wechat", "CG/Nudity.1(c)", { exception: true }).violation).toBe(false);
  expect(askFinding("wechat", "CG/Nudity.1(f)", { exception: "e" }).violation).toBe(true);
  for (const clause of [
    "CG/ChildPorn",
    "CG/ChildPorn(a)",
    "CG/ChildAbuse",
    "CG/PaidSex(d)",
    "CG/NCII.2",
    "CG/NudityPorn",
    "AUP 3(b)",
  ]) {
    for (const exception of ["b", true]) {
      const answer = askFinding("wechat", clause, { exception });
      expect(answer.violation).toBe(true);
      expect(answer.warnings.join()).toContain("no exception");
    }
  }
  const child = askFinding("wechat", "CG/Nudity.1(f)", { exception: "b", alsoBreaks: ["CG/ChildPorn(a)"] });
  expect(child).toMatchObject({ violation: true, recommended: ["cg.remove"] });
});

test("lawful lotteries, education, food and hunting, charity, recovery talk, real shops and condemned videos are excepted", () => {
  for (const [clause, exception] of [
    ["CG/Gambling(a)", "a"],
    ["CG/Gambling", "b"],
    ["CG/AnimalCruelty", true],
    ["AUP 2(h)", true],
    ["CG/PersonalData(b)", "c"],
    ["CG/Regulated(f)", true],
    ["CG/Regulated(c)", true],
    ["CG/Cyberbullying(h)", true],
  ] as const) {
    expect(askFinding("wechat", clause, { exception }).violation).toBe(false);
  }
  expect(askFinding("wechat", "CG/Harassment(m)", { exception: true }).violation).toBe(true);
});

test("the letters of intimate images are conditions: one that is missing ends it", () => {
  expect(askFinding("wechat", "CG/NCII.2", { conditionsMet: false })).toMatchObject({
    violation: false,
    basis: "rule",
  });
  expect(pack.clauses.some((clause) => clause.ref.startsWith("CG/NCII.2("))).toBe(false);
});

test("harassment is malicious by its definition; ordinary unpaid political speech has no clause", () => {
  expect(askFinding("wechat", "CG/Harassment(d)", { malicious: false }).violation).toBe(false);
  expect(askFinding("wechat", "AUP 11.1(a)", { conditionsMet: false }).violation).toBe(false);
  expect(askFinding("wechat", "AUP 11.candidates", { malicious: false }).violation).toBe(true);
});
