import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { alibaba, aliexpress, exceptions, malicious, messages, reporters, taobao, wechat } from "@/test/clauses";
import { ask, inShort, sanctionsNothing } from "@/test/recommend";
import type { Findings } from "./recommend.contract";

type Same = (got: unknown, wanted: unknown, about?: unknown) => void;

const relations = ["self", "parent", "guardian", "executor", "representative", "rights-holder", "stranger"] as const;

/** Per platform: rules, what is no rule, and on what day and for whom to ask. */
const platforms = [
  {
    slug: "aliexpress",
    rules: aliexpress.rules,
    notRules: aliexpress.notRules,
    roles: ["buyer", "merchant", "affiliate"],
    asked: {},
  },
  {
    slug: "alibaba",
    rules: [...alibaba.display, ...alibaba.measures, ...alibaba.circumvention],
    notRules: [],
    roles: ["merchant"],
    asked: {},
  },
  {
    slug: "wechat",
    rules: [...wechat.policy, ...wechat.korea, ...wechat.guidelines, ...wechat.terrorism, ...wechat.photos],
    notRules: wechat.notRules,
    roles: ["user"],
    asked: { jurisdiction: "KR" },
  },
  {
    slug: "taobao-weitao",
    rules: [
      ...Object.values(taobao.rows).flat(),
      ...taobao.severalRowsAlike,
      ...taobao.severalRows,
      ...taobao.expulsion,
    ],
    notRules: taobao.notRules,
    roles: ["merchant", "buyer"],
    asked: {},
  },
  {
    slug: "taobao-weitao",
    rules: [...taobao.first.rules, ...taobao.first.expulsion],
    notRules: taobao.first.notRules,
    roles: ["merchant"],
    asked: { contentDate: "2016-06-30" },
  },
] as const;

/** What is not as expected: thousands of answers are compared, and only these are worth a line. */
function differences(): { same: (got: unknown, wanted: unknown, ...about: unknown[]) => void; found: unknown[] } {
  const found: unknown[] = [];
  return { found, same: (got, wanted, ...about) => got !== wanted && found.push([...about, got, wanted]) };
}

test("each pack has the clauses of its document, each once, and no others", () => {
  for (const slug of ["aliexpress", "alibaba", "wechat", "taobao-weitao"] as const) {
    const ours = platforms.filter((platform) => platform.slug === slug);
    const expected = ours.flatMap(({ rules, notRules }) => [...rules, ...notRules]);
    const found = readBuiltInPack(slug).clauses.map(({ ref }) => ref);
    expect(new Set(found)).toEqual(new Set(expected));
    expect(found).toHaveLength(expected.length);
  }
});

for (const { slug, rules, notRules, roles, asked } of platforms) {
  const edition = "contentDate" in asked ? `${slug} before July 2016` : slug;
  const says = (clause: string, role: string, findings: Findings = {}) =>
    ask(slug, { ...asked, clause, role, findings });
  /** Every rule for every role, with the answer to nothing but its citation. */
  const each = (check: (clause: string, role: string, ordinary: string, same: Same) => void) => {
    const { same, found } = differences();
    for (const role of roles) {
      for (const clause of rules) {
        check(clause, role, inShort(says(clause, role)), (got, wanted, about) =>
          same(got, wanted, clause, role, about),
        );
      }
    }
    expect(found).toEqual([]);
  };

  test(`${edition}: every rule can be broken by every role it reaches, and nothing else can`, () => {
    each((clause, role, _, same) => same(says(clause, role).violation, true));
    for (const role of roles) {
      for (const clause of notRules) {
        const answer = says(clause, role);
        expect([clause, answer.violation, sanctionsNothing(answer)]).toEqual([clause, false, true]);
      }
    }
  });

  test(`${edition}: conditions that are not met end every rule; that they are met changes none`, () => {
    each((clause, role, ordinary, same) => {
      const denied = says(clause, role, { conditionsMet: false });
      same(inShort(denied), "no", "denied");
      same(sanctionsNothing(denied), true, "sanctions");
      same(inShort(says(clause, role, { conditionsMet: true })), ordinary, "met");
    });
  });

  test(`${edition}: an exception ends the rules that know it, by its letter; an unknown one is said and changes nothing`, () => {
    each((clause, role, ordinary, same) => {
      const known = exceptions[clause] ?? "";
      for (const exception of [true, "a", "b", "(c)", "d", "z"]) {
        const applies = exception === true ? known !== "" : known.includes(String(exception).replace(/\W/g, ""));
        const answer = says(clause, role, { exception });
        same(inShort(answer), applies ? "no" : ordinary, exception);
        same(answer.warnings.join().includes("no exception"), !applies, exception);
      }
      same(inShort(says(clause, role, { exception: false })), ordinary, false);
    });
  });

  test(`${edition}: without malice those rules end of which it is an element, and no others; unsaid it is there`, () => {
    each((clause, role, ordinary, same) => {
      same(inShort(says(clause, role, { malicious: true })), ordinary, "malicious");
      same(inShort(says(clause, role, { malicious: false })), malicious.includes(clause) ? "no" : ordinary, "not");
    });
  });

  test(`${edition}: too few messages and the wrong reporter end the rules that ask for them, and no others`, () => {
    each((clause, role, ordinary, same) => {
      for (const repeatCount of [0, 2, 3]) {
        const enough = repeatCount >= (messages[clause] ?? 0);
        same(inShort(says(clause, role, { repeatCount })), enough ? ordinary : "no", repeatCount);
      }
      for (const reporterRelation of relations) {
        const right = reporters[clause]?.includes(reporterRelation) ?? true;
        same(inShort(says(clause, role, { reporterRelation })), right ? ordinary : "no", reporterRelation);
      }
    });
  });
}

test("a rule of one edition is no violation under the other, and only the role can put it out of scope", () => {
  const second = [...Object.values(taobao.rows).flat(), ...taobao.expulsion, ...taobao.notRules];
  const first = [...taobao.first.rules, ...taobao.first.expulsion, ...taobao.first.notRules];
  for (const clause of second) {
    expect(inShort(ask("taobao-weitao", { clause, contentDate: "2016-06-30" }))).toBe("no");
    expect(inShort(ask("taobao-weitao", { clause, role: "buyer", contentDate: "2016-06-30" }))).toBe("no (scope)");
  }
  for (const clause of first) {
    expect(inShort(ask("taobao-weitao", { clause }))).toBe("no");
    expect(inShort(ask("taobao-weitao", { clause, role: "buyer" }))).toBe("no");
    expect(inShort(ask("taobao-weitao", { clause, role: "buyer", contentDate: "2016-06-30" }))).toBe("no (scope)");
    expect(inShort(ask("taobao-weitao", { clause, role: "affiliate" }))).toBe("no (scope)");
  }
  for (const clause of [...alibaba.measures, ...alibaba.circumvention]) {
    expect(inShort(ask("alibaba", { clause, contentDate: "2019-12-31" }))).toBe("no");
    expect(inShort(ask("alibaba", { clause, contentDate: "2019-12-31", role: "buyer" }))).toBe("no (scope)");
    expect(inShort(ask("alibaba", { clause, role: "buyer" }))).toBe("no (scope)");
  }
});

test("where no text is recorded nothing is said, whatever was found", () => {
  const { same, found } = differences();
  for (const clause of [...wechat.policy, ...wechat.korea, "AUP 11.2"]) {
    for (const findings of [{}, { conditionsMet: false }, { exception: true }, { malicious: false }]) {
      const answer = ask("wechat", { clause, contentDate: "2023-07-31", jurisdiction: "DE", findings });
      same(inShort(answer), "no text", clause, findings);
      same(sanctionsNothing(answer), true, clause, findings);
      same(answer.version, "aup-before-2023-08-01", clause, findings);
      same(answer.textAvailable, false, clause, findings);
      same(answer.recommended, null, clause, findings);
      same(answer.warnings.join().includes("No recorded version"), true, clause, findings);
    }
  }
  expect(found).toEqual([]);
});
