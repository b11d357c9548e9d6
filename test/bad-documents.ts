import { zipSync } from "fflate";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { versionOf, versionText } from "@/lib/policy/import/version-file.rules";

export type BadDocument = {
  what: string;
  name: string;
  bytes: Uint8Array;
  code: string;
  /** As every door names it, in words. */
  place: string;
};

/** The rules of AliExpress as an export that somebody changed by hand. */
function changedExport(change: (file: Record<string, unknown>, clauses: Record<string, unknown>[]) => void) {
  const version = versionOf(readBuiltInPack("aliexpress"), "undated");
  if (!version) throw new Error("The pack has no version of that id.");
  const file = JSON.parse(versionText(version));
  change(file, file.clauses);
  return Buffer.from(JSON.stringify(file));
}

function firstClause(): string {
  const [clause] = readBuiltInPack("aliexpress").clauses;
  return `clause ${clause?.ref} (${clause?.title})`;
}

/** What issue 6 calls bad input, and the place that every door names. All of it is of, or for, AliExpress. */
export function badDocuments(): BadDocument[] {
  const rows = Array.from({ length: 10_000 }, (_, at) => `Rule ${at + 1},Warning`);
  return [
    {
      what: "a document of twenty megabytes",
      name: "rules.txt",
      bytes: Buffer.alloc(20 * 1024 * 1024, "a rule. "),
      code: "too_large",
      place: "the whole file",
    },
    {
      what: "a Word file of sixty kilobytes that unpacks to sixty megabytes",
      name: "rules.docx",
      bytes: zipSync({ "word/document.xml": new Uint8Array(60 * 1024 * 1024) }, { level: 1 }),
      code: "unpacks_too_large",
      place: "the text of the Word file",
    },
    {
      what: "a table of ten thousand rows",
      name: "penalties.csv",
      bytes: Buffer.from(["Violation,First violation", ...rows].join("\n")),
      code: "too_many_rows",
      place: "line 5002",
    },
    {
      what: "a table with one reference for two clauses",
      name: "rules.csv",
      bytes: Buffer.from("ref,title\n7,No dice\n8,No cards\n7,No coins\n"),
      code: "duplicate_ref",
      place: "line 4, first on line 2",
    },
    {
      what: "a table whose clauses stand under each other in a circle",
      name: "rules.csv",
      bytes: Buffer.from("ref,parent,title\n1,3,No dice\n2,1,No cards\n3,2,No coins\n"),
      code: "circular_parent",
      place: "line 2",
    },
    {
      what: "an export with one reference for two clauses",
      name: "version.json",
      bytes: changedExport((_, clauses) => clauses.push({ ...clauses[0] })),
      code: "duplicate_ref",
      place: firstClause(),
    },
    {
      what: "an export whose clause stands under itself",
      name: "version.json",
      bytes: changedExport((_, clauses) => Object.assign(clauses[0] ?? {}, { parent: clauses[0]?.ref })),
      code: "circular_parent",
      place: firstClause(),
    },
    {
      what: "an export of a newer schema",
      name: "version.json",
      bytes: changedExport((file) => Object.assign(file, { schema: "recourse-version/2" })),
      code: "newer_schema",
      place: "the line “schema”, which says what kind of file it is",
    },
    {
      what: "a pack of a newer schema",
      name: "pack.json",
      bytes: Buffer.from(JSON.stringify({ ...readBuiltInPack("aliexpress"), schema: "recourse-pack/2" })),
      code: "newer_schema",
      place: "the line “schema”, which says what kind of file it is",
    },
  ];
}
