import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { cellsOf, noon } from "@/test/reports";
import { aColleague, givenPacks } from "@/test/town";
import { countReports } from "./count-report.command";
import { makeReport } from "./report.queries";
import { reportVersion } from "./report-version.queries";
import { requestReport } from "./request-report.command";
import { writeFacts } from "./write-facts.command";

const { opened } = withTestDatabase();
const now = new Date("2027-01-20T10:00:00Z");
const asked = { platform: "aliexpress", from: "2023-01-01", to: "2023-12-31" };
let lucia: Person;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  lucia = await aColleague(db, { name: "Lucía Herrera", role: "admin" });
  await aStoredDecision(db, lucia, { at: noon(2023), values: ["DECISION_ACCOUNT_TERMINATED"], language: "de" });
  const entered = {
    identification: { tier: "vlop", provider: "Lantern Fair Ltd", previous: "2022-02-01" },
    people: { internal: "12.5", total: "20", byLanguage: { de: "3", fr: "2" } },
    recipients: { TOTAL: "1000", EL: "30" },
    accuracy: { "Own-initiative": { rightYes: "9", wrongYes: "1", rightNo: "8", wrongNo: "2" } },
    texts: { "Safeguards applied to the use of automated means": "A person decides." },
  };
  for (const [section, value] of Object.entries(entered)) {
    const written = await writeFacts(lucia, { platform: "aliexpress", section, value }, now);
    if (!written.ok) throw new Error(JSON.stringify(written));
  }
});

async function told(facts: object) {
  const made = await makeReport(lucia, { ...asked, facts: { aliexpress: facts } });
  const report = made.ok ? made.value[0] : undefined;
  if (!report) throw new Error(JSON.stringify(made));
  return report;
}

test("the screen and the terminal make the same report of what was entered, sheet by sheet", async () => {
  const request = await requestReport(lucia, { ...asked, publicationDay: "2024-02-20" }, now);
  if (!request.ok) throw new Error(JSON.stringify(request));
  await countReports(opened(), () => now);
  const version = await reportVersion(opened().db, request.value.versionId);
  const { sheets } = await told({ published: "2024-02-20" });
  expect(version?.sheets).toEqual(sheets);
  expect(sheets[0]?.rows[0]).toContain("Lantern Fair Ltd");
});

test("what the terminal is told stands over what was entered field by field, and the rest stays", async () => {
  const report = await told({
    provider: "Another Ltd",
    moderators: { byLanguage: { de: 4 } },
    recipients: { TOTAL: 2000 },
    accuracy: { "Own-initiative ": { recall: 0.5 } },
  });
  const values = (part: number) => cellsOf(report, part).flatMap((row) => (row[6] === null ? [] : [[row[5], row[6]]]));
  expect(report.sheets[0]?.rows[0]).toContain("Another Ltd");
  expect(values(9)).toEqual([
    ["Total number", 12.5],
    ["Total number", 20],
    ["de", 4],
    ["fr", 2],
  ]);
  expect(values(10)).toEqual([
    ["TOTAL", 2000],
    ["EL", 30],
  ]);
  const own = cellsOf(report, 8).filter(
    (row) => /Accuracy/.test(String(row[4])) && String(row[5]).trim() === "Own-initiative",
  );
  expect(own.map((row) => row[6])).toEqual([0.85, 0.9, 0.5]);
});

test("the doubts say where the day of publication is given: on the screen with the version, in the terminal in the file", async () => {
  const request = await requestReport(lucia, { ...asked, changeNote: "Without a day." }, now);
  if (!request.ok) throw new Error(JSON.stringify(request));
  await countReports(opened(), () => now);
  const version = await reportVersion(opened().db, request.value.versionId);
  const ofPublication = (doubts: readonly string[] = []) => doubts.find((doubt) => doubt.includes("publication"));
  expect(ofPublication(version?.doubts)).toContain("“Day of publication”");
  expect(ofPublication((await told({})).doubts)).toContain("--facts");
});
