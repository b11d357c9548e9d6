import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { docxOf } from "@/test/office-files";
import type { ImportFormat } from "./contract";
import { importDocument } from "./document.rules";

function refusalOf(content: string | Uint8Array, name: string) {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const imported = importDocument({ bytes, name, format: "auto", platform: "lantern" });
  return imported.ok ? null : imported.refusal;
}

test("a document of twenty megabytes is refused before it is read", () => {
  expect(refusalOf(Buffer.alloc(20 * 1024 * 1024, "a rule. "), "rules.txt")).toMatchObject({
    code: "too_large",
    place: "the whole file",
  });
});

/** Sixty megabytes of nothing, in a file of sixty kilobytes. */
const bomb = zipSync({ "word/document.xml": new Uint8Array(60 * 1024 * 1024) }, { level: 1 });

test("a Word file that unpacks to more than a document can be is refused, and its part named", () => {
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect(refusalOf(bomb, "rules.docx")).toMatchObject({ code: "unpacks_too_large", place: "word/document.xml" });
});

test("a Word file that says it is small and is not is refused as well", () => {
  const lying = bomb.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 4; at += 1) {
    const sign = view.getUint32(at, true);
    if (sign === 0x04034b50) view.setUint32(at + 22, 100, true);
    if (sign === 0x02014b50) view.setUint32(at + 24, 100, true);
  }
  expect(["damaged_file", "unpacks_too_large", "no_text"]).toContain(refusalOf(lying, "rules.docx")?.code);
});

test("a table of ten thousand rows is refused at the row where it is too long, in every format", () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => at + 1);
  const csv = ["Violation,First violation", ...rows.map((row) => `Rule ${row},Warning`)].join("\n");
  const pipes = ["Violation | First violation |", ...rows.map((row) => `Rule ${row} | Warning |`)].join("\n");
  const html = `<table><tr><th>Violation</th><th>First violation</th></tr>\n${rows.map((row) => `<tr><td>Rule ${row}</td><td>Warning</td></tr>`).join("\n")}</table>`;
  for (const [content, name] of [
    [csv, "t.csv"],
    [pipes, "t.txt"],
    [html, "t.html"],
  ] as const)
    expect(refusalOf(content, name)).toMatchObject({
      code: "too_many_rows",
      place: expect.stringMatching(/line 500\d/),
    });
});

test("two rules with one reference are refused, and both places named", () => {
  expect(refusalOf("ref,title\n7,No dice\n8,No cards\n7,No coins\n", "r.csv")).toEqual({
    code: "duplicate_ref",
    message: expect.stringContaining("7"),
    place: "line 4 (first on line 2)",
  });
});

test("rules that stand under each other in a circle are refused with their row", () => {
  expect(refusalOf("ref,parent,title\n1,3,No dice\n2,1,No cards\n3,2,No coins\n", "r.csv")).toMatchObject({
    code: "circular_parent",
    place: "line 2",
  });
});

test("a file that is damaged, empty or no document at all is refused with a reason", () => {
  const word = docxOf([{ text: "Guests must wash their cup." }]);
  expect(refusalOf(word.slice(0, 200), "r.docx")?.code).toBe("damaged_file");
  expect(refusalOf(zipSync({ "readme.txt": strToU8("hello") }), "r.docx")).toMatchObject({
    code: "damaged_file",
    place: "word/document.xml",
  });
  expect(refusalOf(" \n\n", "r.txt")?.code).toBe("no_text");
  expect(refusalOf(Uint8Array.from([0, 1, 2, 3, 0, 0, 9, 200]), "r.txt")?.code).toBe("unknown_format");
  expect(refusalOf('ref,title\n1,"No dice\n', "r.csv")?.code).toBe("damaged_file");
});

test("a document of nothing but colons, bullets or deep lists ends, read or refused", () => {
  const long = {
    colons: "x:\n\n".repeat(40_000),
    plain: "word\n\n".repeat(40_000),
    bullets: "* x:\n".repeat(40_000),
    same: "1. Same\n".repeat(40_000),
    deep: `${"<ul><li>x".repeat(8_000)}`,
    cells: `<table><tr>${"<td colspan=200>x</td>".repeat(50_000)}</tr><tr><td>y</td></tr></table>`,
    pipes: "|".repeat(1_000_000),
    brackets: "(a) x; (1) y; ".repeat(20_000),
  };
  for (const content of Object.values(long))
    expect(["too_large", "damaged_file", "no_text", undefined]).toContain(refusalOf(content, "x")?.code);
});

const formats: ImportFormat[] = ["auto", "html", "markdown", "text", "docx", "table", "json"];

test("a Word file whose table of parts is shifted by some bytes is refused as damaged, with its place named", () => {
  const word = Buffer.from(docxOf([{ text: "Guests must wash their cup.", style: "Heading1", list: 1 }]));
  const end = word.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  const shifted = Buffer.concat([word.subarray(0, end + 8), Buffer.from([0, 40, 0, 0, 0, 0]), word.subarray(end + 8)]);
  expect(refusalOf(shifted, "rules.docx")).toMatchObject({ code: "damaged_file", place: "the whole file" });
});

test("whatever a document holds, it is read or refused: it never stops the importer", () => {
  const folder = join(process.cwd(), "test", "rule-documents");
  const sources = ["lantern-house-rules.md", "night-bazaar.html", "garden-club-notice.txt", "penalties.csv"].map(
    (name) => readFileSync(join(folder, name)),
  );
  const word = docxOf([{ text: "Guests must wash their cup.", style: "Heading1", list: 1 }]);
  const broken = fc
    .tuple(fc.constantFrom(...sources, Buffer.from(word)), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 12 }))
    .map(([source, from, cut, noise]) => {
      const at = from % source.length;
      return Buffer.concat([
        source.subarray(0, at),
        Buffer.from(noise),
        source.subarray(Math.min(source.length, at + (cut % 40))),
      ]);
    });
  const any = fc.oneof(
    broken,
    fc.string({ unit: "binary", maxLength: 300 }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 200 }),
  );
  fc.assert(
    fc.property(any, fc.constantFrom(...formats), (bytes, format) => {
      const imported = importDocument({ bytes, name: "x", format, platform: "lantern" });
      if (!imported.ok) return imported.refusal.place.length > 0;
      const refs = imported.value.clauses.map(({ ref }) => ref);
      const known = new Set(refs);
      return (
        known.size === refs.length &&
        imported.value.clauses.every(
          ({ parent, lines }) => (parent === null || known.has(parent)) && lines[0] <= lines[1],
        )
      );
    }),
    { numRuns: 400 },
  );
});
