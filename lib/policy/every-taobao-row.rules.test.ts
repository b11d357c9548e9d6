import { expect, test } from "vitest";
import { taobao } from "@/test/clauses";
import { type Asked, ask, inShort, prior } from "@/test/recommend";

type Role = "merchant" | "buyer";
type Situation = [name: string, asked: Partial<Asked>, merchant: string, buyer: string];

const evidence = { severe: true, severityEvidence: "The county's market authority asked for it in writing." };
const overturned = { status: "overturned" as const };
const pending = { status: "pending" as const };

/** Rows 1 and 2, 3, and 4 to 12, first of all as the document's cells have them. Decided on 18 August 2016. */
const closedFor = "rule, delete-content + close-weitao-permanently, for good, then expel, barred";
const closed = "rule, delete-content + close-comments, open-ended";
const closedForGood = "rule, delete-content + close-comments-permanently, for good";
const merchantTerm = (count: number) => `rule, #${count}, delete-content + suspend-weitao-30d, 30 days to 2016-09-17`;
const buyerTerm = (count: number) => `rule, #${count}, delete-content + suspend-comments-7d, 7 days to 2016-08-25`;
const merchantEnd = (count: number) =>
  `rule, #${count}, delete-content + close-weitao-permanently, for good, then expel, barred`;
const buyerEnd = (count: number) => `rule, #${count}, delete-content + close-comments-permanently, for good`;

/** An earlier history and how many of it count for a merchant and for a buyer: what is left out, is left out everywhere. */
const histories: [name: string, priors: ReturnType<typeof prior>[], merchant: number, buyer: number][] = [
  ["nothing earlier", [], 0, 0],
  ["one of row 4", [prior("Table.4")], 1, 1],
  ["one of row 12, by its item", [prior("Table.12.3")], 1, 1],
  ["two of different rows", [prior("Table.5.7"), prior("Table.11.2")], 2, 2],
  ["five", [4, 5, 6, 7, 8].map((row) => prior(`Table.${row}`)), 5, 5],
  ["rows 1 to 3", [prior("Table.1"), prior("Table.2.1"), prior("Table.3")], 0, 0],
  ["two, one of them overturned", [prior("Table.4"), prior("Table.6", overturned)], 1, 1],
  ["two, one of them pending", [prior("Table.4"), prior("Table.6", pending)], 1, 1],
  ["two as merchant", [prior("Table.4", { role: "merchant" }), prior("Table.6", { role: "merchant" })], 2, 0],
  ["two as buyer", [prior("Table.4", { role: "buyer" }), prior("Table.6", { role: "buyer" })], 0, 2],
  ["one on another platform", [prior("Table.4", { platform: "wechat" }), prior("Table.6")], 1, 1],
  ["content of 30 June", [prior("Table.4", { contentDate: "2016-06-30" }), prior("Table.6")], 1, 1],
  ["30 June 16:30 UTC", [prior("Table.4", { contentDate: "2016-06-30T16:30:00Z" }), prior("Table.6")], 2, 2],
  ["30 June 15:59 UTC", [prior("Table.4", { contentDate: "2016-06-30T15:59:59Z" }), prior("Table.6")], 1, 1],
  ["an article of version 1", [prior("v1.Art.5(3)", { contentDate: "2016-06-20" })], 0, 0],
  ["said to be of version 1", [prior("Table.4", { version: "v1" })], 0, 0],
  ["decided a day later", [prior("Table.4", { decisionDate: "2016-08-19" })], 0, 0],
  ["decided a day earlier", [prior("Table.4", { decisionDate: "2016-08-17" })], 1, 1],
  ["two of the same case", [prior("Table.4", { sameCase: true }), prior("Table.6", { sameCase: true })], 2, 2],
  ["article 5(1): rows 1, 2 and 4", [prior("v2.Art.5(1)")], 0, 0],
  ["article 7(3): row 3", [prior("v2.Art.7(3)")], 0, 0],
  ["article 7(4): rows 10, 11 and 12", [prior("v2.Art.7(4)")], 1, 1],
  ["articles 5(2) to 5(4)", [prior("v2.Art.5(2)"), prior("v2.Art.5(3)"), prior("v2.Art.5(4)")], 3, 3],
  ["articles 7(1) and 7(2)", [prior("v2.Art.7(1)"), prior("v2.Art.7(2)")], 2, 2],
  ["expulsion and gates", [prior("v2.Art.9(1)"), prior("v2.Art.6.phone")], 0, 0],
];

const graded = [4, 5, 6, 7, 8, 9, 10, 11, 12];

for (const [row, clauses] of Object.entries(taobao.rows)) {
  const isGraded = graded.includes(Number(row));
  const expected = (role: Role, earlier: number): string => {
    if (!isGraded) return role === "merchant" ? closedFor : row === "3" ? closedForGood : closed;
    const count = earlier + 1;
    if (role === "merchant") return count >= 3 ? merchantEnd(count) : merchantTerm(count);
    return count >= 3 ? buyerEnd(count) : buyerTerm(count);
  };

  test(`row ${row}: what every earlier history leads to, for each role and each clause of the row`, () => {
    const wrong: unknown[] = [];
    for (const [name, priors, merchant, buyer] of histories) {
      for (const [role, earlier] of [["merchant", merchant] as const, ["buyer", buyer] as const]) {
        for (const clause of clauses) {
          const got = inShort(ask("taobao-weitao", { clause, role, priors }));
          if (got !== expected(role, earlier)) wrong.push([name, clause, role, got]);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test(`row ${row}: severe circumstances count only with their evidence, and only from row 4 on`, () => {
    const [merchant, buyer] = isGraded
      ? [merchantEnd(1), buyerEnd(1)]
      : [closedFor, row === "3" ? closedForGood : closed];
    for (const clause of clauses) {
      expect(inShort(ask("taobao-weitao", { clause, findings: evidence }))).toBe(merchant);
      expect(inShort(ask("taobao-weitao", { clause, role: "buyer", findings: evidence }))).toBe(buyer);
      for (const role of ["merchant", "buyer"] as const) {
        const unproven = ask("taobao-weitao", { clause, role, findings: { severe: true } });
        expect(inShort(unproven)).toBe(expected(role, 0));
        expect(unproven.warnings.length).toBeGreaterThan(0);
      }
    }
  });
}

const citedTogether: Situation[] = [
  ["5.1 with 6 and 12.1", asking("Table.5.1", ["Table.6", "Table.12.1"]), merchantTerm(1), buyerTerm(1)],
  ["6 with 1", asking("Table.6", ["Table.1"]), count(closedFor, 1), count(closed, 1)],
  ["1 with 6", asking("Table.1", ["Table.6"]), count(closedFor, 1), count(closed, 1)],
  ["9 with 3", asking("Table.9", ["Table.3"]), count(closedFor, 1), count(closedForGood, 1)],
  ["1 with 2", asking("Table.1", ["Table.2.2"]), closedFor, closed],
  [
    "third of row 6, with row 1: for good is graver than open-ended",
    { ...asking("Table.6", ["Table.1"]), priors: [prior("Table.4"), prior("Table.7")] },
    count(closedFor, 3),
    count(closedForGood, 3),
  ],
  ["10.1 with its own row", asking("Table.10.1", ["Table.10", "v2.Art.7(4)"]), merchantTerm(1), buyerTerm(1)],
];

test("one content item is one violation, and the gravest row cited sets the sanction, in whatever order", () => {
  for (const [name, asked, merchant, buyer] of citedTogether) {
    expect([name, says(asked, "merchant"), says(asked, "buyer")]).toEqual([name, merchant, buyer]);
  }
});

test("articles 7(4) and 9, and the list of version 1", () => {
  for (const clause of taobao.severalRowsAlike) {
    expect(says({ clause }, "merchant")).toBe(merchantTerm(1));
    expect(says({ clause, priors: [prior("Table.4"), prior("Table.5")] }, "buyer")).toBe(buyerEnd(3));
  }
  for (const clause of taobao.expulsion) {
    for (const role of ["merchant", "buyer"] as const)
      expect(says({ clause }, role)).toBe("rule, expel, for good, barred");
  }
  const before = { contentDate: "2016-06-30", priors: [prior("Table.4"), prior("Table.5"), prior("Table.6")] };
  for (const clause of taobao.first.rules) {
    const answer = ask("taobao-weitao", { clause, ...before, findings: evidence });
    expect(inShort(answer)).toBe("discretion, delete-content");
    expect(answer.allowed).toEqual(["tb.delete-content", "tb.suspend-weitao", "tb.close-weitao-permanently"]);
  }
  for (const clause of taobao.first.expulsion) {
    expect(says({ clause, ...before }, "merchant")).toBe("rule, expel, for good, barred");
  }
});

test("a breach of national law that is recorded but not cited is said, and expels nobody by itself", () => {
  const unlawful = { clause: "Table.6", findings: { unlawful: true } };
  for (const role of ["merchant", "buyer"]) {
    const answer = ask("taobao-weitao", { ...unlawful, role });
    expect(answer.recommended).not.toContain("tb.expel");
    expect(answer.warnings.join()).toContain("v2.Art.9(1)");
    const cited = ask("taobao-weitao", {
      ...unlawful,
      role,
      findings: { unlawful: true, alsoBreaks: ["v2.Art.9(1)"] },
    });
    expect(cited).toMatchObject({ reEntryBarred: true, permanent: true, followOn: [], warnings: [] });
    expect(cited.recommended).toContain("tb.expel");
  }
  const before = ask("taobao-weitao", {
    clause: "v1.Art.5(1)",
    contentDate: "2016-06-01",
    findings: { unlawful: true },
  });
  expect(before.warnings.join()).toContain("v1.Art.8(1)");
});

function asking(clause: string, alsoBreaks: string[]): Partial<Asked> {
  return { clause, findings: { alsoBreaks } };
}

function says(asked: Partial<Asked>, role: Role): string {
  return inShort(ask("taobao-weitao", { clause: "Table.4", ...asked, role }));
}

function count(line: string, number: number): string {
  return line.replace("rule, ", `rule, #${number}, `);
}
