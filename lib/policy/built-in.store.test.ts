import { expect, test } from "vitest";
import { clausesGoverning, versionGoverning } from "@/lib/policy/governing.rules";
import { packProblems } from "@/lib/policy/pack.rules";
import { recommend } from "@/lib/policy/recommend.rules";
import { builtInPlatforms, readBuiltInPack } from "./built-in.store";

/** The Transparency Database's values since 1 July 2025 (Implementing Regulation (EU) 2024/2835), without their prefixes. */
const categories = `
  ANIMAL_WELFARE CONSUMER_INFORMATION CYBER_VIOLENCE CYBER_VIOLENCE_AGAINST_WOMEN
  DATA_PROTECTION_AND_PRIVACY_VIOLATIONS ILLEGAL_OR_HARMFUL_SPEECH INTELLECTUAL_PROPERTY_INFRINGEMENTS
  NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS NOT_SPECIFIED_NOTICE OTHER_VIOLATION_TC
  PROTECTION_OF_MINORS RISK_FOR_PUBLIC_SECURITY SCAMS_AND_FRAUD SELF_HARM UNSAFE_AND_PROHIBITED_PRODUCTS
  VIOLENCE
`
  .trim()
  .split(/\s+/)
  .map((value) => `STATEMENT_CATEGORY_${value}`);
const keywords = `
  ADULT_SEXUAL_MATERIAL AGE_SPECIFIC_RESTRICTIONS AGE_SPECIFIC_RESTRICTIONS_MINORS ANIMAL_HARM
  BIOMETRIC_DATA_BREACH BULLYING_AGAINST_GIRLS CHILD_SEXUAL_ABUSE_MATERIAL
  CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE CONTENT_PROMOTING_EATING_DISORDERS COORDINATED_HARM
  COPYRIGHT_INFRINGEMENT CYBER_BULLYING_INTIMIDATION CYBER_HARASSMENT CYBER_HARASSMENT_AGAINST_WOMEN
  CYBER_INCITEMENT CYBER_STALKING CYBER_STALKING_AGAINST_WOMEN DATA_FALSIFICATION DEFAMATION
  DESIGN_INFRINGEMENT DISCRIMINATION FEMALE_GENDERED_DISINFORMATION GEOGRAPHIC_INDICATIONS_INFRINGEMENT
  GEOGRAPHICAL_REQUIREMENTS GOODS_SERVICES_NOT_PERMITTED GROOMING_SEXUAL_ENTICEMENT_MINORS HATE_SPEECH
  HIDDEN_ADVERTISEMENT HUMAN_EXPLOITATION HUMAN_TRAFFICKING ILLEGAL_ORGANIZATIONS
  IMPERSONATION_ACCOUNT_HIJACKING INAUTHENTIC_ACCOUNTS INAUTHENTIC_LISTINGS INAUTHENTIC_USER_REVIEWS
  INCITEMENT_AGAINST_WOMEN INCITEMENT_VIOLENCE_HATRED INSUFFICIENT_INFORMATION_ON_TRADERS
  LANGUAGE_REQUIREMENTS MISINFORMATION_DISINFORMATION MISLEADING_INFO_CONSUMER_RIGHTS
  MISLEADING_INFO_GOODS_SERVICES MISSING_PROCESSING_GROUND NON_CONSENSUAL_IMAGE_SHARING
  NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN NON_CONSENSUAL_MATERIAL_DEEPFAKE
  NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN NONCOMPLIANCE_PRICING NUDITY PATENT_INFRINGEMENT PHISHING
  PROHIBITED_PRODUCTS PYRAMID_SCHEMES RIGHT_TO_BE_FORGOTTEN RISK_ENVIRONMENTAL_DAMAGE RISK_PUBLIC_HEALTH
  SELF_MUTILATION STALKING SUICIDE TERRORIST_CONTENT TRADE_SECRET_INFRINGEMENT TRADEMARK_INFRINGEMENT
  TRAFFICKING_WOMEN_GIRLS UNLAWFUL_SALE_ANIMALS UNSAFE_CHALLENGES UNSAFE_PRODUCTS VIOLATION_EU_LAW
  VIOLATION_NATIONAL_LAW OTHER
`
  .trim()
  .split(/\s+/)
  .map((value) => `KEYWORD_${value}`);
const decisions =
  /^DECISION_(VISIBILITY_CONTENT_(REMOVED|DISABLED|DEMOTED|AGE_RESTRICTED|LABELLED)|(PROVISION_(PARTIAL|TOTAL)|ACCOUNT)_(SUSPENSION|TERMINATION|SUSPENDED|TERMINATED))$/;

const expected = { aliexpress: [29, 5, 1], alibaba: [5, 8, 2], wechat: [267, 23, 3], "taobao-weitao": [70, 9, 2] };

for (const slug of builtInPlatforms) {
  const pack = readBuiltInPack(slug);

  test(`${slug}: the pack is whole: clauses, actions and versions as its documents have them, references that lead somewhere`, () => {
    expect([pack.clauses.length, pack.sanctions.actions.length, pack.versions.length]).toEqual(expected[slug]);
    expect(packProblems(pack)).toEqual([]);
    expect(pack.zone).toBe("Asia/Shanghai");
    expect(Object.values(pack.name).every((name) => name.length > 1)).toBe(true);
  });

  test(`${slug}: exactly one version of every document governs any day`, () => {
    for (const document of pack.documents) {
      for (const day of [
        "1999-01-01",
        "2016-06-30",
        "2016-07-01",
        "2019-12-31",
        "2020-01-01",
        "2023-07-31",
        "2023-08-01",
        "2031-01-01",
      ]) {
        const governing = pack.versions.filter(
          ({ documents, effectiveFrom, effectiveTo }) =>
            documents.includes(document.id) && (effectiveFrom ?? "") <= day && day <= (effectiveTo ?? "9999"),
        );
        expect(governing).toHaveLength(1);
        expect(versionGoverning(pack, document.id, day)).toBe(governing[0]);
      }
    }
  });

  test(`${slug}: every value for the Transparency Database is one that it takes`, () => {
    for (const { editorial } of pack.clauses) {
      const used = [editorial.dsaCategory, ...editorial.dsaCategoryAddition].filter((value) => value !== null);
      expect(used.filter((value) => !categories.includes(value))).toEqual([]);
      expect(editorial.dsaKeywords.filter((value) => !keywords.includes(value))).toEqual([]);
    }
    for (const { dsa, dsaDepends, needsStatement } of pack.sanctions.actions) {
      expect(dsa.filter((value) => !decisions.test(value))).toEqual([]);
      if (needsStatement === true) expect(dsa.length > 0 || dsaDepends).toBe(true);
    }
  });

  test(`${slug}: every enforceable clause leads to measures for every role it reaches, on a day of each of its versions`, () => {
    for (const clause of pack.clauses) {
      for (const version of pack.versions.filter(({ id }) => clause.versions.includes(id))) {
        const roles = clause.appliesTo.roles.includes("any") ? ["someone"] : clause.appliesTo.roles;
        const day = version.effectiveFrom ?? version.effectiveTo ?? "2020-06-01";
        for (const role of roles) {
          const jurisdiction = clause.jurisdiction?.limitedTo?.[0] ?? "FR";
          const asked = {
            platform: slug,
            role,
            clause: clause.ref,
            contentDate: day,
            decisionDate: "2026-01-01",
            jurisdiction,
          };
          const answer = recommend(pack, asked, new Date());
          expect([clause.ref, answer.violation, answer.outOfScope]).toEqual([clause.ref, clause.enforceable, false]);
          expect(answer.allowed.length > 0).toBe(clause.enforceable);
          expect(answer.recommended?.every((id) => answer.allowed.includes(id))).toBe(true);
          expect(answer.alternatives.flat().every((id) => answer.allowed.includes(id))).toBe(true);
          expect(answer.followOn.some((id) => answer.allowed.includes(id))).toBe(false);
        }
      }
    }
  });

  test(`${slug}: no duration, point or threshold is there that its document does not state`, () => {
    const { actions, counters } = pack.sanctions;
    expect(actions.some(({ durationDays }) => durationDays !== null)).toBe(slug === "taobao-weitao");
    expect(actions.some(({ points }) => points !== null)).toBe(slug === "alibaba");
    expect(counters.map(({ threshold }) => threshold)).toEqual(slug === "taobao-weitao" ? [3] : []);
  });

  test(`${slug}: what we added stands apart from what the document says`, () => {
    for (const clause of pack.clauses) {
      expect(Object.keys(clause)).not.toEqual(expect.arrayContaining(["severity"]));
      expect(clause.editorial).toHaveProperty("severity");
      expect(clause.original).toBeNull();
    }
  });
}

test("a Korean rule, a rule of another version and another role's rule do not appear among those that govern", () => {
  const wechat = readBuiltInPack("wechat");
  const refs = (jurisdiction?: string) =>
    clausesGoverning(wechat, { day: "2024-01-01", jurisdiction }).map(({ ref }) => ref);
  expect(refs("KR")).toContain("AUP KR.2");
  expect(refs("DE")).not.toContain("AUP KR.2");
  expect(refs()).not.toContain("AUP KR.2");
  expect(clausesGoverning(wechat, { day: "2023-07-31" }).every(({ document }) => document === "CG")).toBe(true);
});
