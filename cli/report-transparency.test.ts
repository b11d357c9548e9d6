import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { putDatabase } from "@/db/client";
import { openEmbedded } from "@/db/open";
import { aFolder, isPlain, ran } from "@/test/child";
import { fillDataFolder } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { aColleague, givenPacks } from "@/test/town";

const sheets = [
  "10_AMAR.csv",
  "11_qualitative.csv",
  "1_report_identification.csv",
  "2_categories_names.csv",
  "3_member_states_orders.csv",
  "4_notices.csv",
  "5_own_initiative_illegal.csv",
  "6_own_initiative_TC.csv",
  "7_appeals_and_recidivism.csv",
  "8_automated_means.csv",
  "9_human_resources.csv",
  "transparency-report.xlsx",
];

/** A data folder with the platforms and one decision, as a desk would leave it. */
async function aDesk(): Promise<string> {
  const folder = aFolder();
  await fillDataFolder(folder);
  const opened = await openEmbedded(folder);
  putDatabase(opened);
  await givenPacks(opened.db);
  const values = ["DECISION_VISIBILITY_CONTENT_REMOVED"];
  const mei = await aColleague(opened.db);
  await aStoredDecision(opened.db, mei, { at: new Date("2025-08-01T12:00:00Z"), values });
  const gone = { dsaCategory: "STATEMENT_CATEGORY_CYBER_VIOLENCE", dsaKeyword: "KEYWORD_STALKING" };
  await aStoredDecision(opened.db, mei, { at: new Date("2024-03-01T12:00:00Z"), values, ...gone });
  putDatabase(undefined);
  await opened.close();
  return folder;
}

test("R1: one command writes the eleven sheets as CSV and XLSX, for one service into the folder itself, for all into one each", {
  timeout: 120_000,
}, async () => {
  const desk = await aDesk();
  const [one, all] = [join(aFolder(), "one"), aFolder()];
  const facts = join(aFolder(), "facts.json");
  writeFileSync(facts, JSON.stringify({ aliexpress: { provider: "A, B & Sons", published: "2026-02-20" } }));
  const report = (...args: string[]) =>
    ran(["cli/main.ts", "report", "transparency", "--from", "2025-07-01", "--to", "2025-12-31", ...args], {
      DATA_DIR: desk,
    });
  const first = await report("--platform", "aliexpress", "--facts", facts, "--out", one);
  expect([first.code, readdirSync(one).sort()]).toEqual([0, sheets]);
  expect(first.said.map((line) => JSON.parse(line))).toMatchObject([
    { platform: "aliexpress", period: { from: "2025-07-01", to: "2025-12-31" }, files: { length: 12 } },
  ]);
  expect(first.complained).toContain("aliexpress: 190 of 190 steps counted");
  expect(readFileSync(join(one, "1_report_identification.csv"), "utf8")).toBe(
    [
      "Applicability,Service,Indicator,Value",
      'All,AliExpress,Name of the service provider,"A, B & Sons"',
      "All,AliExpress,Date of the publication of the report,2026-02-20",
      "All,AliExpress,Date of the publication of the latest previous report,",
      "All,AliExpress,Starting date of reporting period,2025-07-01",
      "All,AliExpress,Ending date of reporting period,2025-12-31",
      "",
    ].join("\r\n"),
  );
  expect(readFileSync(join(one, "6_own_initiative_TC.csv"), "utf8")).toContain(
    "2025-07-01/2025-12-31,KEYWORD_PHISHING,,1,0,1,0",
  );
  expect((await report("--out", all)).code).toBe(0);
  expect(readdirSync(all).sort()).toEqual(["alibaba", "aliexpress", "taobao-weitao", "wechat"]);

  const wrong = await report("--platform", "nowhere", "--out", one);
  expect([wrong.code, wrong.said, isPlain(wrong.complained)]).toEqual([1, [], true]);
  for (const args of [["--from", "2026-01-01", "--out", one], ["--from", "soon", "--out", one], ["--unknown"], []]) {
    const refused = await report(...args);
    expect([args, refused.code, refused.said, isPlain(refused.complained)]).toEqual([args, 2, [], true]);
  }
});

test("an empty period, a period of one second, a platform without decisions and a keyword that left the taxonomy are reports like others", {
  timeout: 120_000,
}, async () => {
  const desk = await aDesk();
  const ownRows = async (platform: string, from: string, to: string) => {
    const out = join(aFolder(), "out");
    const args = ["--platform", platform, "--from", from, "--to", to, "--out", out];
    const { code, said } = await ran(["cli/main.ts", "report", "transparency", ...args], { DATA_DIR: desk });
    expect([code, said.length, readdirSync(out).sort()]).toEqual([0, 1, sheets]);
    const rows = readFileSync(join(out, "6_own_initiative_TC.csv"), "utf8").split("\r\n").slice(1, -1);
    return rows
      .map((row) => row.split(",").slice(3, 6))
      .filter(([label, , count]) => label === "TOTAL" || count !== "0");
  };
  expect(await ownRows("aliexpress", "2019-01-01", "2019-06-30"), "empty").toEqual([["TOTAL", "", "0"]]);
  const second = await ownRows("aliexpress", "2025-08-01T12:00:00Z", "2025-08-01T12:00:01Z");
  expect(second).toContainEqual(["TOTAL", "", "1"]);
  expect(second).toContainEqual(["KEYWORD_PHISHING", "", "1"]);
  expect(await ownRows("aliexpress", "2025-08-01T12:00:01Z", "2025-08-01T12:00:02Z")).toEqual([["TOTAL", "", "0"]]);
  expect(await ownRows("wechat", "2025-07-01", "2025-12-31"), "no decisions").toEqual([["TOTAL", "", "0"]]);
  expect(await ownRows("aliexpress", "2024-01-01", "2024-06-30")).toEqual([
    ["TOTAL", "", "1"],
    ["STATEMENT_CATEGORY_CYBER_VIOLENCE", "", "1"],
    ["KEYWORD_OTHER", "No longer a keyword of this category: KEYWORD_STALKING", "1"],
  ]);
});
