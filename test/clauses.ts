/**
 * The clauses of the four platforms, by the numbers and letters of their documents and by what may follow from them. Written
 * from the documents, not from the packs: a pack that loses, renames or disarms a clause does not agree with this list.
 */

/** "A({a..c}); B" stands for A(a), A(b), A(c) and B. */
export function refs(notation: string): string[] {
  return notation
    .split(";")
    .map((ref) => ref.trim())
    .filter((ref) => ref !== "")
    .flatMap((ref) => {
      const range = /\{(\w+)\.\.(\w+)\}/.exec(ref);
      return range ? span(range[1] ?? "", range[2] ?? "").map((at) => ref.replace(range[0], at)) : [ref];
    });
}

function span(from: string, to: string): string[] {
  const [first, last] = /^\d+$/.test(from) ? [Number(from), Number(to)] : [from.charCodeAt(0), to.charCodeAt(0)];
  const spell = (at: number) => (/^\d+$/.test(from) ? String(at) : String.fromCharCode(at));
  return Array.from({ length: last - first + 1 }, (_, index) => spell(first + index));
}

export const aliexpress = {
  rules: refs(`2.discrimination; 2.annoy; 2.false-information; 2.inappropriate; 5.infringing; 5.transaction-risk;
    5.platform-abuse-spam; 5.sensitive; 5.sensitive.{1..10}; 5.sensitive.9.{a..c}; 5.doxing; 5.impersonation;
    6.other-users-info; 6.minors; 6.login-sharing`),
  notRules: refs("6.own-info; 6.password; 6.device"),
};

export const alibaba = {
  /** In both editions, and since 2020 only. */
  display: refs("II.display"),
  measures: refs("II.country-measures"),
  circumvention: refs("II.circumvention; II.circumvention.keyword; II.circumvention.category"),
};

export const taobao = {
  /** Rows of the table, with what is numbered in them and the articles that stand for that row alone. */
  rows: {
    1: refs("Table.1; Table.1.{1..9}"),
    2: refs("Table.2; Table.2.{1..2}"),
    3: refs("Table.3; v2.Art.7(3)"),
    4: refs("Table.4"),
    5: refs("Table.5; Table.5.{1..8}; v2.Art.5(2)"),
    6: refs("Table.6; v2.Art.5(3)"),
    7: refs("Table.7; Table.7.{1..2}; v2.Art.5(4)"),
    8: refs("Table.8; v2.Art.7(1)"),
    9: refs("Table.9; v2.Art.7(2)"),
    10: refs("Table.10; Table.10.{1..2}"),
    11: refs("Table.11; Table.11.{1..2}"),
    12: refs("Table.12; Table.12.{1..3}"),
  } as Record<number, string[]>,
  /** Rows 10, 11 and 12, which share their cells; rows 1, 2 and 4, which do not. */
  severalRowsAlike: refs("v2.Art.7(4)"),
  severalRows: refs("v2.Art.5(1)"),
  expulsion: refs("v2.Art.9({1..3})"),
  notRules: refs("v2.Art.2; v2.Art.4; v2.Art.6.phone; v2.Art.6.merchant; v2.Art.8"),
  first: {
    rules: refs("v1.Art.5({1..4}); v1.Art.6({1..4})"),
    expulsion: refs("v1.Art.8({1..3})"),
    notRules: refs("v1.Art.2; v1.Art.4; v1.Art.7"),
  },
};

export const wechat = {
  policy:
    refs(`AUP 2; AUP 2({a..o}); AUP 2.orgs; AUP 3; AUP 3({a..f}); AUP 4; AUP 4({a..e}); AUP 5; AUP 5({a..e}); AUP 6;
    AUP 6({a..e}); AUP 7.1; AUP 7.1({a..g}); AUP 7.2; AUP 7.2({a..s}); AUP 7.3({a..c}); AUP 8; AUP 8({a..e}); AUP 9;
    AUP 11.1({a..b}); AUP 11.candidates`),
  korea: refs("AUP KR.{1..2}"),
  guidelines: refs(`CG/Fraud.{1..2}; CG/Fraud({a..g}); CG/Fraud(a)({1..4}); CG/Fraud(b)({1..2}); CG/Fraud(d)({1..3});
    CG/NudityPorn; CG/Nudity.1; CG/Nudity.1({a..g}); CG/Nudity.2({a..h}); CG/PaidSex; CG/PaidSex({a..d}); CG/NCII.{1..2};
    CG/ChildPorn; CG/ChildPorn({a..k}); CG/Hate.2; CG/Gambling; CG/Gambling({a..c}); CG/SelfHarm; CG/SelfHarm({a..e});
    CG/Spam; CG/Spam({a..h}); CG/Harassment; CG/Harassment({a..m}); CG/Violence; CG/GraphicViolence; CG/Incitement({a..c});
    CG/Threats({a..c}); CG/AnimalCruelty; CG/AccountSecurity.{1..2}; CG/AccountSecurity({a..e}); CG/Copyright; CG/Trademark;
    CG/Counterfeit; CG/Minors; CG/MinorsInfo.1; CG/ChildAbuse; CG/Cyberbullying; CG/Cyberbullying({a..h}); CG/Wildlife;
    CG/Wildlife({a..d}); CG/Regulated; CG/Regulated({a..k}); CG/HumanExploitation; CG/HumanExploitation({a..k});
    CG/OtherCrime.{1..2}; CG/OtherCrime({a..e}); CG/PersonalData; CG/PersonalData({a..b}); CG/Other.1; CG/Other({a..i})`),
  terrorism: refs("CG/Terrorism; CG/Terrorism({a..e})"),
  photos: refs("CG/MinorsInfo.2"),
  notRules: refs("AUP 9(e)-(h); AUP 10.1; AUP 11.2; AUP 11.3; AUP 11.4-5; CG/Nudity.exceptions; CG/Hate.1"),
};

/** Letters of the exceptions that a clause knows; every clause that is not here knows none. */
export const exceptions: Record<string, string> = {
  "5.sensitive.9.c": "a",
  "Table.10.1": "ab",
  "Table.10.2": "ab",
  ...each("AUP 2(h); AUP 4; AUP 7.2(g); AUP 7.2(s); CG/SelfHarm(a); CG/SelfHarm(b); CG/SelfHarm(d)", "a"),
  ...each("CG/AnimalCruelty; CG/MinorsInfo.1; CG/Cyberbullying(h); CG/Regulated(c); CG/Regulated(f)", "a"),
  ...each("CG/PersonalData; CG/PersonalData(a); CG/Other(d)", "a"),
  ...each("CG/Gambling; CG/Gambling({a..c})", "ab"),
  ...each("CG/PersonalData(b); CG/Nudity.1; CG/Nudity.1({a..g}); CG/Nudity.2({a..h})", "abcd"),
};

/** Clauses of which malice is an element. */
export const malicious =
  refs(`II.circumvention; II.circumvention.keyword; II.circumvention.category; Table.3; v2.Art.7(3);
  v1.Art.6(3); CG/Harassment; CG/Harassment({a..m})`);

/** Whose report a clause asks for. */
export const reporters: Record<string, string[]> = {
  "CG/MinorsInfo.2": ["self", "parent", "guardian"],
  "Table.11.1": ["rights-holder", "representative", "self"],
};

/** How many similar messages make the act. */
export const messages: Record<string, number> = { "Table.12.3": 3 };

function each(notation: string, letters: string): Record<string, string> {
  return Object.fromEntries(refs(notation).map((ref) => [ref, letters]));
}
