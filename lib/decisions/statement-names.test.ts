import fc from "fast-check";
import { expect, test } from "vitest";
import { translatorFor } from "@/messages/load";
import { affected } from "@/test/statement-example";
import type { AffectedFacts } from "./statement.contract";
import { composeStatement } from "./statement.rules";
import { statementGaps } from "./statement-gaps.rules";

const en = translatorFor("en", "statement");
const zh = translatorFor("zh-Hans", "statement");
const unlawful: Partial<AffectedFacts> = {
  ground: "law",
  legal: {
    ground: "Example Act, section 12",
    explanation: "The listing offers a knife that may not be sold to anyone.",
  },
};
const word = fc.string({ unit: fc.constantFrom(..."abcdefgimnorstuvw"), minLength: 3, maxLength: 8 });
const people = fc
  .tuple(word, word)
  .map(([given, family]) => ({ name: `Zq${given} Xq${family}`, email: `zq${given}.xq${family}@mail.example` }));
test("S6: a notifier's name and address never reach the affected person, wherever they were typed", () => {
  fc.assert(
    fc.property(people, fc.boolean(), ({ name, email }, shout) => {
      const named = shout ? name.toUpperCase() : name;
      const facts: AffectedFacts = {
        ...affected,
        ...unlawful,
        content: {
          ...affected.content,
          location: `https://weitao.example/p/${email}`,
          excerpt: `Ask ${named} about it`,
        },
        facts: `${named} (${email}) wrote to us that the post leads readers away. ${name.split(" ")[0]} was right.`,
        evidence: [{ quote: `as ${named} knows`, in: "text", shows: `that ${email} is meant` }],
        legal: { ground: `Report of ${named}`, explanation: `${email} explained that it is illegal.` },
        exceptions: [{ ref: null, title: `Claim of ${named}`, applies: false, why: `Not shown by ${email}.` }],
      };
      const message = composeStatement(facts, en, [name, email]);
      const all = JSON.stringify(message).toLowerCase();
      for (const secret of [name, email, ...name.split(" "), email.split("@")[0] ?? ""]) {
        expect(all).not.toContain(secret.toLowerCase());
      }
    }),
  );
});

test("S6: where the sentence around bound words names a notifier, the bound words alone are quoted", () => {
  const evidence = [
    { quote: "Anna Müller says it is a sure win", bound: "a sure win", in: "text" as const, shows: null },
    { quote: "Ask Anna Müller", bound: "Anna", in: "text" as const, shows: null },
  ];
  const told = JSON.stringify(composeStatement({ ...affected, facts: "", evidence }, en, ["Anna Müller"]));
  expect(told).toContain("The content says “a sure win”.");
  expect(told).not.toContain("Anna");
});

test("S6: typed facts that name the notifier are pointed out before the decision is committed", () => {
  const facts = { ...affected, facts: "Anna Müller told us that the post leads readers away." };
  expect(statementGaps(facts, ["Anna Müller"])).toEqual([{ field: "facts", problem: "names_someone" }]);
  expect(statementGaps(facts, ["Hanna Müllers"])).toEqual([]);
});

test("a common word that is also somebody's first name is not torn out of sentences", () => {
  expect(composeStatement(affected, en, ["Will Page", "May Post"]).text).toBe(composeStatement(affected, en).text);
});

test("a Chinese name is withheld too", () => {
  const facts = { ...affected, language: "zh-Hans" as const, facts: "王小明告诉我们，该帖子引导读者离开平台。" };
  const text = composeStatement(facts, zh, ["王小明"]).text;
  expect(text).not.toContain("王小明");
  expect(text).toContain("［姓名已隐去］告诉我们");
});
