import { expect, test } from "vitest";
import { phraseIn } from "@/lib/platform/phrases";
import { readBuiltInPack } from "../built-in.store";
import { importDocument } from "../import/document.rules";
import { versionOf } from "../import/version-file.rules";
import { importRefused, refusedTwice } from "./import-refused.rules";
import { refusalPlace } from "./refusal-place.rules";

type Item = Record<string, unknown>;
type Broken = {
  [field: string]: unknown;
  version: Item;
  documents: Item[];
  clauses: Item[];
  sanctions: { actions: Item[]; sets: Item[]; counters: Item[]; table: { steps: Item[]; rows: Item[] } };
};

function refusedFor(breakIt: (file: Broken) => void, [slug, version] = ["taobao-weitao", "v2"] as [string, string]) {
  const file = structuredClone(versionOf(readBuiltInPack(slug as "alibaba"), version)) as unknown as Broken;
  breakIt(file);
  const bytes = Buffer.from(JSON.stringify(file));
  const read = importDocument({ platform: slug, name: "v2.json", format: "json", bytes });
  if (read.ok) throw new Error("it was read");
  return importRefused(read.refusal, bytes);
}

/** The place of a refusal in both languages of the desk. */
function placeOf(breakIt: (file: Broken) => void, from?: [string, string]): [string, string] {
  const { place } = refusedFor(breakIt, from).phrases ?? {};
  if (!place) throw new Error("It has no place.");
  return [phraseIn(place, "en"), phraseIn(place, "zh-Hans")];
}

const second = ({ clauses: [, clause] }: Broken) => clause ?? {};
const wechat: [string, string] = ["wechat", "cg-undated"];

/** Every kind of thing in a version file, broken once. */
const broken: [what: string, (file: Broken) => void, [string, string]?][] = [
  ["a clause", (file) => Object.assign(second(file), { kind: "wish" })],
  ["a remark of ours on a clause", (file) => Object.assign(second(file), { editorial: { severity: "huge" } })],
  ["a clause without a reference", (file) => Object.assign(second(file), { ref: 7 })],
  ["a reference given twice", (file) => file.clauses.push({ ...second(file) })],
  ["a clause under itself", (file) => Object.assign(second(file), { parent: second(file).ref })],
  ["a sanction", (file) => Object.assign(file.sanctions.actions[0] ?? {}, { durationDays: -1 })],
  [
    "a cell of the table",
    (file) => Object.assign(file.sanctions.table.rows[3]?.cells as Item, { buyer: { repeat: 7 } }),
  ],
  ["a row of the table", (file) => Object.assign(file.sanctions.table.rows[3] ?? {}, { cellsFrom: "no" })],
  ["a step of the table", (file) => Object.assign(file.sanctions.table.steps[1] ?? {}, { label: "" })],
  ["a counter", (file) => Object.assign(file.sanctions.counters[0] ?? {}, { threshold: 0 })],
  ["a rule beside the table", (file) => Object.assign(file.sanctions.sets[0] ?? {}, { mode: "maybe" }), wechat],
  ["a document", (file) => Object.assign(file.documents[0] ?? {}, { lastUpdated: "yesterday" })],
  ["the version", (file) => Object.assign(file.version, { effectiveFrom: "soon" })],
  ["the file", (file) => Object.assign(file, { zone: 8 })],
  ["another platform", (file) => Object.assign(file, { platform: "lantern" })],
  ["a newer schema", (file) => Object.assign(file, { schema: "recourse-version/2" })],
];

test.each(broken)(
  "what is wrong with %s is placed in words of the reader's language, never by a path or an id",
  (_, breakIt, from) => {
    const [english, chinese] = placeOf(breakIt, from);
    for (const words of [english, chinese]) {
      expect(words).not.toMatch(
        /\b(?:clauses|rows|steps|actions|sets|counters|documents)\.|sanctions\.|cellsFrom|durationDays|effectiveFrom|lastUpdated|importPlace|the whole file|整个文件/,
      );
      expect(words).not.toMatch(/\b(?:tb|cg)\.[a-z]/);
    }
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(chinese).not.toMatch(/\b(?:clause|row|line|penalty|sanction|counter|document|version|buyer|term|kind)\b/i);
  },
);

test("a cell is found by its row, role and step, and a clause by its reference and title", () => {
  const cell = broken.find(([what]) => what === "a cell of the table");
  const clause = broken.find(([what]) => what === "a clause");
  if (!cell || !clause) throw new Error("They are not among them.");
  const [english, chinese] = placeOf(cell[1]);
  expect(english).toMatch(/^penalty table, row 4 \(.+\), Buyer, At 3 or more, this one included$/);
  expect(chinese).toMatch(/^处罚表第 4 行（.+），买家，.*3/);
  const { ref, title } = versionOf(readBuiltInPack("taobao-weitao"), "v2")?.clauses[1] ?? {};
  expect(placeOf(clause[1])[0]).toBe(`clause ${ref} (${title}): kind`);
});

test("a clause whose parent is not in the file is told with both", () => {
  let ref = "";
  const lost = refusedFor((file) => {
    ref = String(second(file).ref);
    second(file).parent = "99.z";
  });
  expect(lost).toMatchObject({ reason: "import_lost_parent", values: { clause: ref, parent: "99.z" } });
});

test.each([
  ["line 12", "line 12", "第 12 行"],
  ["line 4 (first on line 2)", "line 4, first on line 2", "第 4 行，首次见第 2 行"],
  ["row 7", "row 7", "表格第 7 行"],
  ["word/document.xml", "the text of the Word file", "Word 文件的正文"],
  ["xl/worksheets/sheet1.xml", "the sheet of the workbook", "工作簿中的工作表"],
  ["the whole file", "the whole file", "整个文件"],
  ["docProps/app.xml", "the whole file", "整个文件"],
])("of any document the place %s is told in words", (place, english, chinese) => {
  const phrase = refusalPlace({ place });
  expect([phraseIn(phrase, "en"), phraseIn(phrase, "zh-Hans")]).toEqual([english, chinese]);
});

test("where JSON breaks off is told by its line, whoever reads it", () => {
  const bytes = Buffer.from('{\n  "schema": "recourse-version/1",\n  "clauses": [,]\n}\n');
  const read = importDocument({ platform: "alibaba", name: "v.json", format: "json", bytes });
  if (read.ok) throw new Error("it was read");
  const phrase = refusalPlace(read.refusal, bytes);
  expect([phraseIn(phrase, "en"), phraseIn(phrase, "zh-Hans")]).toEqual(["line 3", "第 3 行"]);
});

test("references that two clauses have are told with both lines, in one sentence", () => {
  const { phrases } = refusedTwice([
    { ref: "7", lines: [2, 4] },
    { ref: "9", lines: [3, 8] },
  ]);
  if (!phrases?.place) throw new Error("It has no place.");
  expect(phraseIn(phrases.place, "en")).toBe("7 on lines 2 and 4 and 9 on lines 3 and 8");
  expect(phraseIn(phrases.place, "zh-Hans")).toBe("7：第 2 行和第 4 行和9：第 3 行和第 8 行");
});
