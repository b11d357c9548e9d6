import { expect, test } from "vitest";
import { docxOf, xlsxOf } from "@/test/office-files";
import type { ImportedDraft } from "./contract";
import { importDocument, importText, linesOfDocument } from "./document.rules";

function fileOf(bytes: Uint8Array, name: string): ImportedDraft {
  const imported = importDocument({ bytes, name, format: "auto", platform: "orchard" });
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value;
}
const textOf = (text: string) => fileOf(new TextEncoder().encode(text), "rules.md");

const rules = `# Rules

## 1. Fruit
1.1 Sellers must not sell unripe fruit.
1.2 Sellers must not sell fallen fruit.

| Rule | First breach | Second breach | Third breach |
|---|---|---|---|
| 1.1 | Warning | Removal for 3 days | Expulsion |
`;

test("what stands behind a table belongs to the same document, and to no rule before the table", () => {
  const draft = textOf(
    `${rules}\nThe orchard is open all year.\n\n## 2. Tools\n2.1 Nobody may take a ladder away.\n2.2 Ladders must be folded.\n`,
  );
  expect(draft.clauses.map(({ ref }) => ref)).toEqual(expect.arrayContaining(["1", "1.1", "1.2", "2", "2.1", "2.2"]));
  const rule = draft.clauses.find(({ ref }) => ref === "1.2");
  expect(rule).toMatchObject({ text: "Sellers must not sell fallen fruit.", lines: [5, 5] });
});

test("paragraphs that were only typed into Word are read as the same text is", () => {
  const text = `Orchard Rules\n\n1 Fruit\n1.1 Sellers must not sell unripe fruit.\n1.2 Sellers must not sell:\na) fallen fruit;\nb) bought fruit.\n\n2 Fire\nLighting a fire is prohibited.\n`;
  const typed = fileOf(docxOf(text.split("\n").map((line) => ({ text: line }))), "rules.docx");
  const read = importText(text, "orchard");
  if (!read.ok) throw new Error(read.refusal.message);
  const shape = ({ clauses }: ImportedDraft) =>
    clauses.map(({ ref, parent, kind, lines }) => [ref, parent, kind, ...lines]);
  expect(shape(typed)).toEqual(shape(read.value));
  expect(typed.clauses.map(({ ref }) => ref)).toEqual(["intro", "1", "1.1", "1.2", "1.2(a)", "1.2(b)", "2"]);
  expect(typed.clauses.find(({ ref }) => ref === "2")).toMatchObject({ kind: "prohibition", title: "Fire" });
});

test("headings of a Word file that describes no styles are headings by the name that Word gives them", () => {
  const paragraphs = [
    { text: "Orchard Rules", style: "Title" },
    { text: "1 Fruit", style: "Heading2" },
    { text: "1.1 Sellers must not sell unripe fruit." },
    { text: "2 Fire", style: "Heading2" },
    { text: "Lighting a fire is prohibited." },
  ];
  const draft = fileOf(docxOf(paragraphs), "rules.docx");
  expect(draft.clauses.map(({ ref, parent }) => [ref, parent])).toEqual([
    ["intro", null],
    ["1", null],
    ["1.1", "1"],
    ["2", null],
  ]);
});

test("headings that begin with a number of things keep it, and are no sections of that number", () => {
  const draft = textOf(
    "# Rules\n\n## 10 Ways To Pick\n\nYou must not shake trees.\n\n## 3 Kinds Of Rope\n\nYou must not cut ropes.\n",
  );
  expect(draft.clauses.filter(({ ref }) => /^\d+$/.test(ref))).toEqual([]);
});

test("readings that a converter put behind characters are in no cell of a workbook", () => {
  const draft = fileOf(
    xlsxOf([
      ["违规行为", "首次", "第二次"],
      ["一、发(fā)布垃圾信息", "警(jǐng)告", "关闭(bì)账号"],
      ["二、危(wēi)害秩(zhì)序", "警告", "关闭账号"],
    ]),
    "表.xlsx",
  );
  expect(draft.clauses.filter(({ kind }) => kind === "penalty-row").map(({ title }) => title)).toEqual([
    "发布垃圾信息",
    "危害秩序",
  ]);
  expect(draft.rows[0]?.actions).toEqual(["警告"]);
});

const page =
  "<html><body><h1>Orchard Rules</h1><h2>1 Fruit</h2><p>1.1 Sellers must not sell unripe fruit.</p><p>1.2 Sellers must not sell <b>fallen</b> fruit.</p><h2>2 Fire</h2><p>Lighting a fire is prohibited.</p></body></html>";

test("a page without line breaks is read block by block: each is a line of its own, whole", () => {
  const draft = fileOf(Buffer.from(page), "rules.html");
  expect(draft.clauses.map(({ ref, lines }) => [ref, ...lines])).toEqual([
    ["intro", 1, 1],
    ["1", 2, 2],
    ["1.1", 3, 3],
    ["1.2", 4, 4],
    ["2", 5, 6],
  ]);
  const lines = linesOfDocument({ bytes: Buffer.from(page), name: "rules.html", format: "auto", platform: "orchard" });
  expect([...lines].slice(2, 4)).toEqual([
    [3, "1.1 Sellers must not sell unripe fruit."],
    [4, "1.2 Sellers must not sell fallen fruit."],
  ]);
});
