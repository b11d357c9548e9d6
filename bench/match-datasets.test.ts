import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test, vi } from "vitest";
import { benchDatasets, datasetRows, reportOf } from "./match-datasets";

const folder = mkdtempSync(join(tmpdir(), "datasets-"));
afterAll(() => rmSync(folder, { recursive: true }));

const row = (id: string, text: string, label: string, more = {}) =>
  JSON.stringify({ id, text, label, lang: "en", src: "small_source", lic: "MIT", ...more });
const lines = [
  row("1", "Online casino, place your bets now, 100% bonus on first deposit", "gambling"),
  row("2", "The weather is lovely, we walked along the river", "none"),
  row("3", "贝博体育投注平台,首存送彩金", "gambling", { lang: "zh", src: "other_source", lic: "CC0" }),
  row("4", "Ein anderer Text", "none", { lang: "de" }),
];

test("without the folder the bench says so, and goes on", async () => {
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  await benchDatasets(join(folder, "nowhere"));
  expect(said.mock.calls.flat().join()).toContain("no labelled texts");
  said.mockRestore();
});

test("labelled texts are asked of both platforms that their labels are mapped to, and every source is named with its licence", async () => {
  writeFileSync(join(folder, "dev_labelled.jsonl.gz"), gzipSync(lines.join("\n")));
  writeFileSync(join(folder, "dev_labelled_sharealike.jsonl"), row("5", "Nobody asks about this", "none"));
  const rows = await datasetRows(folder);
  expect(rows?.map(({ id }) => id).sort()).toEqual(["1", "2", "3"]);
  const report = reportOf(rows ?? []);
  for (const platform of ["wechat", "aliexpress"]) expect(report.join("\n")).toContain(`the clauses of ${platform}`);
  expect(report.filter((line) => line.includes("small_source (MIT)"))).toHaveLength(2);
  expect(report.filter((line) => line.includes("other_source (CC0)"))).toHaveLength(2);
  const all = report.filter((line) => line.trim().startsWith("all "));
  for (const line of all) expect(line).toMatch(/2 {2}top-1 +100 % {2}top-3 +100 % +harmless +1, flagged +0 %/);
});
