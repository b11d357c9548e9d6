import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Altered, renamed, renumbered, shuffled } from "@/test/import-alter";
import { type Expected, type Score, score } from "@/test/import-measure";
import { docxOf } from "@/test/office-files";
import type { ImportedDraft } from "./contract";
import { importDocument, importText } from "./document.rules";

/** The real documents are not ours to ship: where they are laid beside the project they are measured. */
const shared = process.env.IMPORT_DOCUMENTS ?? join(process.cwd(), "..", "shared");
const seed = (file: string) => join(shared, "seeds", file);

const setext = (line: string, next: string) =>
  /^\s*-{3,}\s*$/.test(next) && !line.startsWith("**") && line.length < 90 && !/^\S\)/.test(line);
const documents = [
  {
    name: "AliExpress",
    slug: "aliexpress",
    file: "aliexpress-community-guidelines.txt",
    reach: 0.95,
    begins: (line: string) => /^\s*\*\*\d/.test(line),
  },
  {
    name: "Alibaba.com",
    slug: "alibaba",
    file: "alibaba-enforcement-actions.txt",
    reach: 0.95,
    begins: (line: string) => /^["P]|^This rev/.test(line),
  },
  {
    name: "Taobao",
    slug: "taobao-weitao",
    file: "taobao-weitao-rules-2016.txt",
    reach: 0.95,
    begins: (line: string) => /^第.{1,20} 【|^調整/.test(line),
  },
  {
    name: "WeChat",
    slug: "wechat",
    file: "wechat-acceptable-use-and-community-guidelines.txt",
    reach: 0.9,
    begins: setext,
  },
];

function draftOf(text: string, slug: string): ImportedDraft {
  const imported = importText(text, slug);
  if (!imported.ok) throw new Error(imported.refusal.message);
  return imported.value;
}

function say(name: string, { expected, found, unread, left, missed }: Score): void {
  const share = ((100 * found) / expected).toFixed(1);
  console.log(
    `${name}: ${found} of ${expected} enforceable clauses (${share} %); ${left} lines left out, ${unread} unexplained; missed: ${missed.join(", ") || "none"}`,
  );
}

test("the measure counts a clause as found only with its own letter, its lines and its parent", () => {
  const draft = draftOf("Rules\n=====\n\n1. Ink\n------\nYou must not sell:\n* a. red ink;\n* b. blue ink.\n", "ink");
  const right: Expected[] = [
    { ref: "1", parent: null, enforceable: true, source: { lines: [6, 6] } },
    { ref: "1(a)", parent: "1", enforceable: true, source: { lines: [7, 7] } },
    { ref: "1(b)", parent: "1", enforceable: true, source: { lines: [8, 8] } },
  ];
  const [section, first, second] = right as [Expected, Expected, Expected];
  expect(score(right, draft)).toMatchObject({ expected: 3, found: 3 });
  expect(score([section, { ...first, ref: "1(c)" }, second], draft).missed).toEqual(["1(c)"]);
  expect(score([section, { ...first, source: { lines: [8, 8] } }, second], draft).missed).toEqual(["1(a)"]);
  expect(score([section, first, { ...second, parent: "1(a)" }], draft).missed).toEqual(["1(b)"]);
});

for (const { name, slug, file, reach, begins } of documents) {
  const there = existsSync(seed(file));
  const facts = (): Expected[] =>
    JSON.parse(readFileSync(join(shared, "policy-facts", `${slug}.json`), "utf8")).clauses;
  const text = () => readFileSync(seed(file), "utf8");

  test.runIf(there)(`${name}: the clauses are proposed with their reference and parent`, () => {
    const result = score(facts(), draftOf(text(), slug));
    say(name, result);
    expect(result.found / result.expected).toBeGreaterThanOrEqual(reach);
    expect(result.unread).toBe(0);
  });

  test.runIf(there)(`${name}: other headings, another order and other numbers cost at most five points`, () => {
    const plain = score(facts(), draftOf(text(), slug));
    const copies: Record<string, (text: string) => Altered> = {
      "headings renamed": renamed,
      "sections shuffled": (original) => (name === "WeChat" ? shuffledInParts(original) : shuffled(original, begins)),
      "other numbers": renumbered,
    };
    for (const [how, alter] of Object.entries(copies)) {
      const copy = alter(text());
      if (copy.text === text()) continue;
      const result = score(facts(), draftOf(copy.text, slug), copy.moved);
      say(`${name}, ${how}`, result);
      expect(result.found / result.expected, how).toBeGreaterThanOrEqual(plain.found / plain.expected - 0.05);
    }
  });

  test.runIf(there)(
    `${name}: the same words as Word paragraphs or as a page of one line cost at most five points`,
    () => {
      const plain = score(facts(), draftOf(text(), slug));
      const { lines, moved } = typed(text());
      const page = `<!doctype html><meta charset="utf-8"><body>${lines.map((line) => `<p>${escaped(line)}</p>`).join("")}`;
      const files = { "rules.docx": docxOf(lines.map((line) => ({ text: line }))), "rules.html": Buffer.from(page) };
      for (const [file, bytes] of Object.entries(files)) {
        const imported = importDocument({ bytes, name: file, format: "auto", platform: slug });
        if (!imported.ok) throw new Error(imported.refusal.message);
        const result = score(facts(), imported.value, moved);
        say(`${name}, ${file}`, result);
        expect(result.found / result.expected, file).toBeGreaterThanOrEqual(plain.found / plain.expected - 0.05);
        expect(imported.value.rows.length, file).toBe(draftOf(text(), slug).rows.length);
        expect(
          imported.value.problems.map(({ code }) => code),
          file,
        ).not.toContain("reference_twice");
      }
    },
  );
}

/** The lines that hold anything, as somebody types them one paragraph after another, and where each line went. */
function typed(text: string): { lines: string[]; moved: (line: number) => number } {
  const kept = text.split("\n").map((line) => line.trim() !== "");
  let count = 0;
  const before = kept.map((isKept) => (count += isKept ? 1 : 0));
  return {
    lines: text.split("\n").filter((_, at) => kept[at]),
    moved: (line) => before[line - 1] ?? line,
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** A file of two documents: the sections of each change places among themselves. */
function shuffledInParts(text: string): Altered {
  const lines = text.split("\n");
  const cut = lines.findIndex(
    (line, at) => at > 20 && /guidelines\s*$/i.test(line) && /^-+$/.test(lines[at + 1] ?? ""),
  );
  const parts = [
    shuffled(lines.slice(0, cut).join("\n"), setext),
    shuffled(lines.slice(cut + 2).join("\n"), setext),
  ] as const;
  return {
    text: [parts[0].text, lines[cut], lines[cut + 1], parts[1].text].join("\n"),
    moved: (line) =>
      line <= cut ? parts[0].moved(line) : line <= cut + 2 ? line : parts[1].moved(line - cut - 2) + cut + 2,
  };
}

test.runIf(existsSync(join(shared, "seeds")))("no words of the documents stand in the importer's code", () => {
  const folder = join(process.cwd(), "lib", "policy", "import");
  const code = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8").toLowerCase())
    .join("\n");
  const shared5 = readdirSync(join(shared, "seeds"))
    .flatMap((name) => phrasesOf(readFileSync(seed(name), "utf8")))
    .filter((phrase) => code.includes(phrase));
  expect([...new Set(shared5)]).toEqual([]);
});

/** Every five words in a row, and every four Chinese characters. */
function phrasesOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z’']+/g) ?? [];
  const five = words
    .map((_, at) => words.slice(at, at + 5).join(" "))
    .filter((phrase) => phrase.split(" ").length === 5);
  const han = (text.match(/\p{Script=Han}{4,}/gu) ?? []).flatMap((run) =>
    Array.from({ length: run.length - 3 }, (_, at) => run.slice(at, at + 4)),
  );
  return [...five, ...han];
}

test.runIf(existsSync(seed("dsa-aliexpress-commitments.txt")))(
  "what a platform promised a regulator is no rule against its users",
  () => {
    const draft = draftOf(readFileSync(seed("dsa-aliexpress-commitments.txt"), "utf8"), "aliexpress");
    expect(draft).toMatchObject({ document: "commitments", clauses: [], rows: [] });
    expect(draft.commitments.length).toBeGreaterThanOrEqual(18);
  },
);
