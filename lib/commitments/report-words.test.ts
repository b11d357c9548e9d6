import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";
import { importRegister } from "./import.command";
import { openReport, sealReport } from "./report.command";
import { reportFiles } from "./report.contract";
import { fileOfReport } from "./report-file";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2025-10-10T09:00:00Z");
const made = new Date("2025-11-03T09:00:00Z");
let admin: Person;
let auditor: Person;

beforeAll(async () => {
  await givenPacks(db(), start);
  admin = await aColleague(db(), { role: "admin", name: "Ada Adminsson" });
  auditor = await aColleague(db(), { role: "auditor", name: "Tim Auditor" });
});

/** A register of one's own, in whose words people are named wherever words may be typed. */
const register = {
  slug: "harbour-2025",
  title: { en: "Pledges, kept by Ada Adminsson", hans: "由 Ada Adminsson 保管的承诺" },
  platform: null,
  source: "Letter to Ada Adminsson, ada@desk.example",
  startsOn: "2025-01-01",
  years: 1,
  milestones: [{ key: "first", title: "Tim Auditor reads it", afterMonths: 3 }],
  commitments: [
    {
      ref: "H1",
      group: "Asked by Tim Auditor",
      title: "Answers within a day, else call +49 40 5550 1188",
      summary: "Written to tim@desk.example.",
      source: "Page 3, by Ada Adminsson",
      indicators: [
        {
          name: "Answers that Tim Auditor counted",
          definition: "Counted by Tim Auditor on +49 40 5550 1199.",
          unit: "count",
        },
      ],
    },
  ],
};

test("no name of the desk and no personal data that stands in the words of a register is in a report on it", async () => {
  const imported = await importRegister(admin, { text: JSON.stringify(register) }, start);
  expect(imported).toMatchObject({ ok: true });
  const period = { register: register.slug, from: "2025-10-01", to: "2025-10-31" };
  const sealed = await sealReport(admin, period, made);
  if (!sealed.ok) throw new Error(sealed.reason);
  const report = await openReport(auditor, sealed.value.reportId, made);
  if (!report.ok) throw new Error(report.reason);
  for (const file of reportFiles.filter((ending) => ending !== "pdf"))
    for (const language of ["en", "zh-Hans"] as const) {
      const text = (await fileOfReport(report.value, file, language)).bytes.toString("utf8");
      for (const word of ["Adminsson", "Auditor", "@desk.example", "5550"])
        expect(text.includes(word), word).toBe(false);
    }
  const [commitment] = report.value.snapshot.commitments;
  expect(commitment?.title.en).toContain("Answers within a day");
  expect(report.value.snapshot.withheld).toBeGreaterThanOrEqual(10);
});
