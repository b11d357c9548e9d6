import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { docxOf, xlsxOf } from "@/test/office-files";
import type { ImportedDraft } from "./contract";
import { importDocument, importText } from "./document.rules";

const read = (name: string) => readFileSync(join(process.cwd(), "test", "rule-documents", name));

function draftOf(bytes: Uint8Array, name: string): ImportedDraft {
  const imported = importDocument({ bytes, name, format: "auto", platform: "lantern" });
  if (!imported.ok) throw new Error(`${imported.refusal.message} (${imported.refusal.place})`);
  return imported.value;
}

const clausesIn = (draft: ImportedDraft) =>
  draft.clauses.map(({ ref, parent, kind }) => [ref, parent, kind].join(" < "));
const textOf = (draft: ImportedDraft, ref: string) => draft.clauses.find((clause) => clause.ref === ref);

/** Every line of the source that holds words is in a clause, a row, or the list of what was left out. */
function unaccounted(draft: ImportedDraft, source: string): number[] {
  const inside = (line: number) =>
    [...draft.clauses, ...draft.rows].some(({ lines }) => lines[0] <= line && line <= lines[1]);
  const left = new Set(draft.notUnderstood.map(({ line }) => line));
  return source
    .split("\n")
    .flatMap((text, at) => (/[\p{L}\p{N}]/u.test(text) && !inside(at + 1) && !left.has(at + 1) ? [at + 1] : []));
}

test("a damaged page of rules becomes a tree that keeps the document's own numbers and letters", () => {
  const source = read("lantern-house-rules.md");
  const draft = draftOf(source, "lantern-house-rules.md");
  const found = clausesIn(draft);
  expect(found).toEqual(
    expect.arrayContaining([
      "2 <  < general",
      "2(a) < 2 < prohibition",
      "2(c) < 2 < general",
      "2(c)(1) < 2(c) < prohibition",
      "2(c)(2) < 2(c) < prohibition",
      "2(d) < 2 < prohibition",
    ]),
  );
  expect(unaccounted(draft, source.toString())).toEqual([]);
  expect(draft.notUnderstood.map(({ why }) => why)).not.toContain("unread");
});

test("a heading that ran into the last item of a list, or was printed twice, is one heading of its own", () => {
  const draft = draftOf(read("lantern-house-rules.md"), "lantern-house-rules.md");
  expect(textOf(draft, "2(d)")?.text).toBe("Plans of fire traps.");
  expect(draft.clauses.filter(({ title }) => title === "Trading")).toHaveLength(1);
  expect(draft.clauses.map(({ title }) => title)).toContain("Old oil and gas");
});

test("two lists of one section that share their letters are told apart by their bullet", () => {
  const text =
    "Rules\n=====\n\nTrade\n-----\n* You must not sell:\na) ink;\nb) glue.\n* You must not rent:\na) carts;\nb) tents.\n";
  const draft = draftOf(Buffer.from(text), "rules.md");
  expect(draft.clauses.map(({ ref }) => ref)).toEqual(
    expect.arrayContaining(["trade.1(a)", "trade.1(b)", "trade.2(a)", "trade.2(b)"]),
  );
  expect(new Set(draft.clauses.map(({ ref }) => ref)).size).toBe(draft.clauses.length);
});

test("letters that are conditions or exceptions stay parts of their rule, and measures are rows, not rules", () => {
  const draft = draftOf(read("lantern-house-rules.md"), "lantern-house-rules.md");
  const conditions = draft.clauses.find(({ text }) => text.includes("all of the following"));
  expect(conditions).toMatchObject({
    kind: "prohibition",
    parts: [expect.stringContaining("eighty years"), expect.stringContaining("no papers")],
  });
  expect(draft.clauses.find(({ kind }) => kind === "permission")?.parts).toHaveLength(2);
  expect(draft.rows).toEqual([
    expect.objectContaining({ ref: "1.2", actions: ["Send you a reminder", "Hide the post", "Close your account"] }),
  ]);
});

test("pictures, votes and what stands behind the signature are left out and listed, never dropped", () => {
  const draft = draftOf(read("lantern-house-rules.md"), "lantern-house-rules.md");
  const left = draft.notUnderstood.map(({ text, why }) => `${why}: ${text}`);
  expect(left).toEqual(expect.arrayContaining(["furniture: Was this page useful?", "furniture: YesNo"]));
});

test("a web page is read by its headings, lists and tables; menus and scripts are not rules", () => {
  const source = read("night-bazaar.html");
  const draft = draftOf(source, "night-bazaar.html");
  expect(draft.clauses.map(({ ref }) => ref)).toEqual(
    expect.arrayContaining([
      "stalls-goods.1",
      "stalls-goods.2",
      "stalls-goods.2.a",
      "stalls-goods.2.b",
      "conduct.shouting",
      "Table.1",
      "Table.2",
    ]),
  );
  expect(textOf(draft, "conduct.shouting")).toMatchObject({ kind: "prohibition", lines: [20, 21] });
  expect(draft.rows.map(({ ref, step, actions, cellFrom }) => [ref, step, actions[0], cellFrom])).toEqual([
    ["Table.1", "base", "Warning", null],
    ["Table.1", "2", "Stall closed for 7 days", null],
    ["Table.1", "severe", "Stall closed for good", null],
    ["Table.2", "base", "Warning", "Table.1"],
    ["Table.2", "2", "Stall closed for 3 days", null],
  ]);
  expect(draft.problems).toEqual([
    { code: "cell_empty", lines: [27, 27], values: { ref: "Live birds", columns: "Serious cases" } },
  ]);
  expect(JSON.stringify(draft.clauses)).not.toMatch(/alert|Home|rights reserved/);
});

test("a cell that spans columns holds for each of them, a term is the heading of its description", () => {
  const page = `<h1>Club Rules</h1><h2>Chat</h2><dl><dt>Spam</dt><dd>Do not post the same again.</dd></dl>
<table><tr><th>Offence</th><th>1st offence</th><th>2nd offence</th></tr>
<tr><td>Spam</td><td>Warning</td><td>Mute for 1 day</td></tr>
<tr><td>Cheating</td><td colspan="2">Ban</td></tr></table>`;
  const draft = draftOf(Buffer.from(page), "chat.html");
  expect(textOf(draft, "chat.spam")).toMatchObject({ kind: "prohibition", text: "Do not post the same again." });
  expect(
    draft.rows
      .filter(({ ref }) => ref === "Table.2")
      .map(({ step, actions, cellFrom }) => [step, ...actions, cellFrom]),
  ).toEqual([
    ["base", "Ban", null],
    ["2", "Ban", null],
  ]);
});

test("Chinese rules by chapter and article keep their numbers, and measures are no rules", () => {
  const text = `第一章 禁止

第一条 用户不得发布：
（一）辱骂；
（二）嘲笑。

第二章 处罚

第二条 违反规定的，平台有权采取以下措施：
（一）警告；
（二）禁言7天。
`;
  const draft = draftOf(Buffer.from(text), "rules.txt");
  expect(clausesIn(draft)).toEqual([
    "Ch.1 <  < scope",
    "Art.1 < Ch.1 < general",
    "Art.1(1) < Art.1 < prohibition",
    "Art.1(2) < Art.1 < prohibition",
    "Ch.2 <  < scope",
    "Art.2 < Ch.2 < process",
  ]);
  expect(draft.rows).toEqual([expect.objectContaining({ ref: "Art.2", actions: ["警告", "禁言7天"], lines: [9, 11] })]);
});

test("a notice of changes gives both editions, and its table the measures of each role, merged cells too", () => {
  const source = read("garden-club-notice.txt");
  const draft = draftOf(source, "garden-club-notice.txt");
  expect(draft.clauses.map(({ ref }) => ref)).toEqual(
    expect.arrayContaining([
      "v1.Art.2",
      "v1.Art.3(1)",
      "v1.Art.3(2)",
      "v2.Art.2",
      "v2.Art.3(3)",
      "Table.1.1",
      "Table.2.2",
      "Table.3",
    ]),
  );
  expect(draft.clauses.map(({ ref }) => ref)).not.toContain("v1.Art.3(3)");
  expect(
    draft.rows.find(({ ref, role, step }) => ref === "Table.1" && role === "merchant" && step === "3")?.actions,
  ).toEqual(["停用花園30天"]);
  expect(draft.rows.filter(({ ref }) => ref === "Table.2").map(({ cellFrom }) => cellFrom)).toEqual([
    "Table.1",
    "Table.1",
    "Table.1",
  ]);
  expect(draft.rows.find(({ ref, role }) => ref === "Table.3" && role === "merchant")?.actions).toEqual([
    "停用花園7天",
    "通知家人",
  ]);
  expect(textOf(draft, "Table.2")?.title).toBe("亂澆水");
  expect(draft.notUnderstood).toContainEqual({
    line: 12,
    text: "2031年4月2日本站另有花種批發廣告。",
    why: "furniture",
  });
  expect(unaccounted(draft, source.toString())).toEqual([]);
});

test("characters shifted by a byte are put back where the reading printed behind them proves it", () => {
  const draft = draftOf(Buffer.from("第一條【花】社員不得把當?shù)臉巧详P(guān)好。\n"), "x.txt");
  expect(draft.clauses[0]?.text).toBe("社員不得把當的樓上關好。");
  expect(draft.warnings).toEqual([{ line: 1, warning: expect.stringContaining("were put back") }]);
});

test("characters shifted by a byte that cannot be proved are named with their line and never guessed", () => {
  const draft = draftOf(Buffer.from("第一條【花】社員不得用不當?shù)姆绞澆花。\n"), "x.txt");
  expect(draft.warnings).toEqual([{ line: 1, warning: expect.stringContaining("shifted by a byte") }]);
  expect(draft.clauses[0]?.confidence).toBeLessThan(0.8);
});

test("a table with references of its own keeps them", () => {
  const draft = draftOf(read("penalties.csv"), "penalties.csv");
  expect(clausesIn(draft)).toEqual(["L1 <  < prohibition", "L1.a < L1 < prohibition"]);
  expect(draft.rows.map(({ ref, role, step, actions }) => [ref, role, step, ...actions])).toEqual([
    ["L1", "seller", "base", "warning"],
    ["L1", "seller", "repeat", "hide the post", "close the stall"],
    ["L1.a", "buyer", "base", "warning"],
  ]);
});

test("a table of rules without measures is a rule in each row", () => {
  const draft = draftOf(
    Buffer.from("Topic;Rule\nNoise;Guests must not sing after ten.\nPets;Dogs must be on a lead.\n"),
    "r.csv",
  );
  expect(draft.clauses.map(({ ref, kind, text, lines }) => [ref, kind, text, lines[0]])).toEqual([
    ["noise", "prohibition", "Guests must not sing after ten.", 2],
    ["pets", "duty", "Dogs must be on a lead.", 3],
  ]);
});

test("a Word document is read with the numbers that Word would print", () => {
  const draft = draftOf(
    docxOf([
      { text: "Tea Room Rules", style: "Title" },
      { text: "Cups", style: "Heading1" },
      { text: "Guests must not:", list: 0 },
      { text: "throw cups;", list: 1 },
      { text: "keep cups.", list: 1 },
      { text: "Guests must wash their cup.", list: 0 },
    ]),
    "tea.docx",
  );
  expect(clausesIn(draft)).toEqual([
    "intro <  < scope",
    "cups <  < scope",
    "cups.1 < cups < general",
    "cups.1.a < cups.1 < prohibition",
    "cups.1.b < cups.1 < prohibition",
    "cups.2 < cups < duty",
  ]);
  expect(textOf(draft, "cups.1.b")?.lines).toEqual([5, 5]);
});

test("a workbook is read as a table, its merged cells as the cell above", () => {
  const draft = draftOf(
    xlsxOf(
      [
        ["Violation", "First violation", "Second violation"],
        ["Shouting", "Warning", "Stall closed for 3 days"],
        ["Pushing", "", "Stall closed for 9 days"],
      ],
      ["B2:B3"],
    ),
    "table.xlsx",
  );
  expect(draft.rows.map(({ ref, step, actions, lines }) => [ref, step, actions[0], lines[0]])).toEqual([
    ["Table.1", "base", "Warning", 2],
    ["Table.1", "2", "Stall closed for 3 days", 2],
    ["Table.2", "base", "Warning", 3],
    ["Table.2", "2", "Stall closed for 9 days", 3],
  ]);
});

test("promises of a platform to others are commitments, and no rule against anybody", () => {
  const text = `The port has accepted these commitments of the ferry company.
On lights
- A commitment to keep a light burning on every pier, which users will see at night.
- A commitment to repair a broken light within two days after a report.
- A commitment to publish each year how many lights were broken.
On noise
- A commitment to let everybody complain about horns, registered or not.
The company also commits to reporting to the port every spring.`;
  const imported = importText(text, "ferry");
  expect(imported).toMatchObject({ ok: true, value: { document: "commitments", clauses: [], rows: [] } });
  if (!imported.ok) return;
  expect(imported.value.commitments.map(({ section }) => section)).toEqual([
    "On lights",
    "On lights",
    "On lights",
    "On noise",
    null,
  ]);
  expect(imported.value.notUnderstood.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
