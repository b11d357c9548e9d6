import { expect, test } from "vitest";
import { readBuiltInPack } from "../built-in.store";
import { importDocument } from "../import/document.rules";
import { versionOf } from "../import/version-file.rules";
import { importRefused } from "./import-refused.rules";

type Broken = { clauses: Record<string, unknown>[]; sanctions: { actions: Record<string, unknown>[] } };

function refusedFor(breakIt: (file: Broken) => void) {
  const file = structuredClone(versionOf(readBuiltInPack("alibaba"), "v2")) as unknown as Broken;
  breakIt(file);
  const bytes = Buffer.from(JSON.stringify(file));
  const read = importDocument({ platform: "alibaba", name: "v2.json", format: "json", bytes });
  if (read.ok) throw new Error("it was read");
  return importRefused(read.refusal, bytes);
}

const second = ({ clauses: [, clause] }: Broken) => clause ?? {};

test("what is wrong in a version file is named by the clause's reference and the field in words, never by a path", () => {
  let ref = "";
  const kind = refusedFor((file) => {
    ref = String(second(file).ref);
    second(file).kind = "wish";
  });
  expect(kind).toMatchObject({ reason: "import_invalid_pack", values: { place: `clause ${ref}: kind` } });
  const twice = refusedFor((file) => file.clauses.push({ ...second(file) }));
  expect(twice).toMatchObject({ reason: "import_duplicate_ref", values: { place: `clause ${ref}` } });
  const lost = refusedFor((file) => {
    second(file).parent = "99.z";
  });
  expect(lost).toMatchObject({ reason: "import_lost_parent", values: { clause: ref, parent: "99.z" } });
  const measure = refusedFor((file) => {
    for (const action of file.sanctions.actions.slice(0, 1)) Object.assign(action, { label: "Gone", durationDays: -1 });
  });
  expect(measure).toMatchObject({ values: { place: "sanction Gone: duration days" } });
});
