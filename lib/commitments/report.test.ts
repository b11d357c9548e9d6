import { eq } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { commitmentAnomalies, trusteeReports } from "@/db/schema";
import { canonical } from "@/lib/platform/canonical.rules";
import type { Translate } from "@/lib/platform/letter.rules";
import type { Person } from "@/lib/platform/permissions.rules";
import { type Catalogue, loadMessages } from "@/messages/load";
import { fieldsOf, reasonOf } from "@/test/appeals";
import { asSeen, givenOwner, givenRegister, registerSlug } from "@/test/commitments";
import { withTestDatabase } from "@/test/database";
import { readBack } from "@/test/pdf";
import { aColleague, auditOf, givenPacks } from "@/test/town";
import { closeAnomaly, raiseAnomaly } from "./anomaly.command";
import { drawn } from "./chart.rules";
import { recordValue } from "./measure.command";
import { recordReview, setStatus } from "./record.command";
import { makeReport, openReport, reportList, sealOf, sealReport, sendReport } from "./report.command";
import { reportFiles } from "./report.contract";
import { composeReport } from "./report.rules";
import { fileOfReport } from "./report-file";
import { makeTrusteeReport } from "./terminal.command";
import { commitmentView } from "./view.queries";
import { withholdPeople } from "./withhold.rules";

const { opened } = withTestDatabase();
const db = () => opened().db;
const start = new Date("2025-10-10T09:00:00Z");
const period = { register: registerSlug, from: "2025-10-01", to: "2025-10-31" };
const made = new Date("2025-11-03T09:00:00Z");
let owner: Person;
let auditor: Person;

beforeAll(async () => {
  await givenPacks(db(), start);
  await givenRegister(db(), start);
  const admin = await aColleague(db(), { role: "admin", name: "Ada Adminsson" });
  owner = await aColleague(db(), { role: "supervisor", name: "Olga Ownerova" });
  auditor = await aColleague(db(), { role: "auditor", name: "Tim Auditor" });
  await givenOwner(db(), { by: admin, owner, refs: ["AE7", "AE9"] }, start);
  const finding = "Olga Ownerova and Adminsson looked; ask olga@desk.example or call +49 40 5550 1188.";
  await recordReview(owner, { ...(await asSeen(db(), "AE7")), outcome: "partly", finding }, start);
  const why = 'With <script>alert("x")</script> & an "=SUM(A1)" in it.';
  await setStatus(owner, { ...(await asSeen(db(), "AE7")), status: "at_risk", why }, start);
  await raiseAnomaly(owner, { ...(await asSeen(db(), "AE9")), text: "The repository was down." }, start);
  const seen = await commitmentView(db(), { slug: registerSlug, ref: "AE7", after: {} }, owner, start);
  const indicator = seen.ok ? seen.value.commitment.indicators.find(({ key }) => key === null) : undefined;
  for (const [month, value] of [
    ["2025-07", 1],
    ["2025-08", 0.98],
    ["2025-09", 0.7],
  ])
    await recordValue(owner, { indicatorId: indicator?.id, month, value, count: 50, note: "Onboarding." }, start);
});

const sealed = async () => {
  const answer = await sealReport(owner, period, made);
  if (!answer.ok) throw new Error(answer.reason);
  const report = await openReport(auditor, answer.value.reportId, made);
  if (!report.ok) throw new Error(report.reason);
  return report.value;
};

test("AE14: a report is sealed, and each of its files is the same bytes whenever it is made, whatever happened since", async () => {
  const report = await sealed();
  expect(report.sha256).toBe(sealOf(report.text));
  expect(canonical(JSON.parse(report.text))).toBe(report.text);
  const first = await Promise.all(reportFiles.map((file) => fileOfReport(report, file, "en")));
  await recordReview(owner, { ...(await asSeen(db(), "AE9")), outcome: "met", finding: "It is up again." }, made);
  const again = await openReport(auditor, report.id, new Date("2031-01-01T00:00:00Z"));
  if (!again.ok) throw new Error(again.reason);
  for (const { name, bytes } of first) {
    const file = reportFiles.find((ending) => name.endsWith(`.${ending}`)) ?? "html";
    const once = await fileOfReport(again.value, file, "en");
    expect([name, once.bytes.equals(bytes)]).toEqual([name, true]);
  }
  expect(first.map(({ name }) => name)).toContain("aliexpress-2025-2025-10-01-2025-10-31-en.pdf");
  await expect(db().update(trusteeReports).set({ snapshot: "{}" })).rejects.toThrow();
  expect((await auditOf(db(), report.id)).map(({ verb }) => verb)).toEqual(
    expect.arrayContaining(["commitment.report", "commitment.report_view"]),
  );
});

test("no name of the desk and nothing that looks like personal data is in any file, and the report says that it was taken out", async () => {
  const report = await sealed();
  for (const file of ["html", "json", "csv"] as const) {
    const text = (await fileOfReport(report, file, "en")).bytes.toString("utf8");
    for (const word of ["Olga", "Ownerova", "Adminsson", "olga@desk", "5550", "Tim Auditor"])
      expect(text).not.toContain(word);
  }
  expect(report.snapshot.withheld).toBeGreaterThanOrEqual(3);
  const html = (await fileOfReport(report, "html", "en")).bytes.toString("utf8");
  expect(html).toContain("taken out of free text");
  expect(html).not.toContain("<script");
  expect(html).toContain("&lt;script&gt;");
  expect(html).toContain("<svg");
});

test("the PDF is tagged: title, language, headings, lists, tables and a chart with words in its place", async () => {
  const report = await sealed();
  for (const language of ["en", "zh-Hans"] as const) {
    const { bytes } = await fileOfReport(report, "pdf", language);
    const { info, tagged, marks } = await readBack(bytes);
    expect(info).toMatchObject({ Language: language });
    expect(marks).toMatchObject({ Marked: true });
    const roles = new Set(tagged.map(({ role }) => role));
    for (const role of ["H1", "H2", "H3", "P", "LBody", "Caption", "TH", "TD"])
      expect([language, role, roles.has(role)]).toEqual([language, role, true]);
    const whole = tagged
      .map(({ text }) => text)
      .join("")
      .replace(/\s+/g, "");
    expect(whole).toContain(report.sha256);
    expect(whole).toContain(language === "en" ? "Atrisk" : "有风险");
    expect(bytes.toString("latin1")).toContain("/Figure");
  }
});

test("the overview counts what is open, the numbers come as CSV, and a formula in it is a text", async () => {
  const report = await sealed();
  const ae7 = report.snapshot.commitments.find(({ ref }) => ref === "AE7");
  expect(ae7).toMatchObject({ owner: "supervisor", status: "at_risk" });
  expect(ae7?.anomalies).toMatchObject([{ month: "2025-09-01", value: 0.7, low: 1, closedOn: null, holder: "owner" }]);
  const csv = (await fileOfReport(report, "csv", "en")).bytes.toString("utf8");
  expect(csv.split("\r\n")[0]).toBe("commitment,indicator,unit,month,final,value,count,low,high,bound");
  expect(csv).toContain(
    "AE7,Supplement sellers whose authorisations were verified,share,2025-09,yes,0.7,50,1,,commitment",
  );
});

test("canonical JSON is one text for equal values, whatever the order of their members", () => {
  expect(canonical({ b: [1, "x"], a: { d: null, c: true }, e: undefined })).toBe(
    '{"a":{"c":true,"d":null},"b":[1,"x"]}',
  );
  expect(() => canonical(Number.NaN)).toThrow(TypeError);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonical(turned)).toBe(canonical(value));
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 7 },
  );
});

test("names are taken out whole and in part, and ordinary words that hold one stay", () => {
  expect(withholdPeople("Mei Lin, mei lin and Lin wrote to Weber.", ["Mei Lin", "Jonas Weber"]).text).toBe(
    "[…], […] and […] wrote to […].",
  );
  const told = withholdPeople("由李娜复核，王小明确认。Mei checked it with Lin; Mei Lin signed.", [
    "李娜",
    "王小明",
    "Mei Lin",
  ]);
  expect(told).toEqual({ text: "由[…]复核，[…]确认。[…] checked it with […]; […] signed.", places: 5 });
  expect(withholdPeople("A webership in general", ["Jonas Weber"])).toEqual({
    text: "A webership in general",
    places: 0,
  });
});

test("a chart stays within its frame, and a month of which nothing is known parts its line", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 40 }), (values) => {
      const points = values.map((value, at) => ({ month: `m${at}`, value, count: 1, isFinal: true }));
      const { dots, lines } = drawn({ kind: "chart", label: "", unit: "share", points, low: 0.5, high: null });
      expect(dots).toHaveLength(values.filter((value) => value !== null).length);
      for (const { x, y } of [...dots, ...lines.flat()]) {
        expect(x >= 0 && x <= 460 && y >= 0 && y <= 120).toBe(true);
      }
    }),
    { seed: 7 },
  );
  const points = [1, null, 1, 1].map((value, at) => ({ month: `m${at}`, value, count: 1, isFinal: true }));
  expect(drawn({ kind: "chart", label: "", unit: "share", points, low: null, high: null }).lines).toHaveLength(1);
});

test("a sealed report holds the names and definitions of its indicators in both languages, and needs no catalogue for them", async () => {
  const report = await sealed();
  const builtIn = report.snapshot.commitments.flatMap(({ indicators }) => indicators.filter(({ key }) => key !== null));
  expect(builtIn.length).toBeGreaterThan(10);
  for (const { name, definition } of builtIn)
    expect([name?.en, name?.hans, definition?.en, definition?.hans].every((words) => Boolean(words))).toBe(true);
  for (const language of ["en", "zh-Hans"] as const) {
    const later: Translate = (key) => (key.startsWith("indicators.") ? "another release" : key);
    expect(JSON.stringify(composeReport(report, language, later))).not.toContain("another release");
  }
});

test("a report marks a date that passed by the end of its period without being done, and no other", async () => {
  const report = await sealed();
  const title = { en: "The trustee reports", hans: "受托人报告" };
  const milestones = [
    { title, day: "2025-10-31", doneOn: null },
    { title, day: "2025-11-01", doneOn: null },
    { title, day: "2025-10-02", doneOn: "2025-10-02" },
    { title, day: null, doneOn: null },
  ];
  const said = (key: string, values?: object) => [key, ...Object.values(values ?? {})].join(" ");
  const { blocks } = composeReport({ ...report, snapshot: { ...report.snapshot, milestones } }, "en", said);
  const lists = blocks.flatMap((block) => (block.kind === "list" ? [block.items] : []));
  expect(lists.find((items) => items.length === 4)).toEqual([
    "report.milestoneLate The trustee reports 2025-10-31",
    "report.milestoneDue The trustee reports 2025-11-01",
    "report.milestoneDone The trustee reports 2025-10-02",
    "report.milestoneDue The trustee reports milestones.noDay",
  ]);
});

// Four whole PDFs, two of them in Chinese, on a machine that may have other work to do.
test("AE14: a sealed report is the same bytes after every sentence of the catalogue was changed", {
  timeout: 300_000,
}, async () => {
  const report = await sealed();
  const languages = ["en", "zh-Hans"] as const;
  const make = () =>
    Promise.all(languages.flatMap((language) => reportFiles.map((file) => fileOfReport(report, file, language))));
  const before = await make();
  const changed = (words: Catalogue): void => {
    for (const [key, value] of Object.entries(words))
      if (typeof value === "string") words[key] = "Another release says it otherwise.";
      else changed(value);
  };
  // Put back in place, string by string: translators that others made hold the very same branches.
  const putBack = (words: Catalogue, kept: Catalogue): void => {
    for (const [key, value] of Object.entries(kept)) {
      const now = words[key];
      if (typeof value === "string" || typeof now !== "object") words[key] = value;
      else putBack(now, value);
    }
  };
  const kept = languages.map((language) => structuredClone(loadMessages(language)));
  try {
    // The very catalogue that pages and files are written in.
    for (const language of languages) for (const words of Object.values(loadMessages(language))) changed(words);
    const after = await make();
    for (const [at, { name, bytes }] of before.entries())
      expect([name, after[at]?.bytes.equals(bytes)]).toEqual([name, true]);
    const { words: _, ...earlier } = report.snapshot;
    const old = await fileOfReport({ ...report, snapshot: earlier }, "html", "en");
    expect(old.bytes.toString("utf8"), "without its own words a report follows the catalogue").toContain(
      "Another release",
    );
  } finally {
    for (const [at, language] of languages.entries()) putBack(loadMessages(language), kept[at] ?? {});
  }
  expect(report.snapshot.format).toBe("recourse-trustee-report/2");
});

test("what happened after the period is not in its report, and the rest says of which day it is", async () => {
  const [open] = await db()
    .select()
    .from(commitmentAnomalies)
    .where(eq(commitmentAnomalies.text, "The repository was down."));
  const after = new Date("2025-11-02T09:00:00Z");
  const closing = { anomalyId: open?.id, version: open?.version, resolution: "It was a disk." };
  expect(await closeAnomaly(owner, closing, after)).toMatchObject({ ok: true });
  const anomalyIn = ({ snapshot }: Awaited<ReturnType<typeof sealed>>) =>
    snapshot.commitments.find(({ ref }) => ref === "AE9")?.anomalies;
  const report = await sealed();
  expect(anomalyIn(report)).toMatchObject([{ closedOn: null, resolution: "" }]);
  const html = (await fileOfReport(report, "html", "en")).bytes.toString("utf8");
  expect(html).toContain("as of the end of 2025-10-31");
  const moment = "2025-11-03 10:00:00 Europe/Brussels (UTC+01:00)";
  expect(html).toContain(`are those of ${moment}, when the snapshot was taken`);
  expect(html, "one moment is named, in one zone").toContain(`Snapshot of ${moment}, `);
  expect(html).not.toContain("2025-11-03T09:00:00");
  const longer = await sealReport(owner, { ...period, to: "2025-11-02" }, made);
  const whole = await openReport(auditor, longer.ok ? longer.value.reportId : "", made);
  expect(whole.ok && anomalyIn(whole.value)).toMatchObject([{ closedOn: "2025-11-02", resolution: "It was a disk." }]);
});

// The last two measure what is due: every report after them has all its months, and takes as long to draw.
test("a period that is turned round, not over or endless is refused by its field; sent once; an auditor makes none", async () => {
  expect(reasonOf(await sealReport(auditor, period, made))).toBe("forbidden");
  expect(fieldsOf(await sealReport(owner, { ...period, to: "2025-09-01" }, made))).toEqual([
    "to report_period_backwards",
  ]);
  expect(fieldsOf(await sealReport(owner, { ...period, to: "2025-12-01" }, made))).toEqual(["to date_in_future"]);
  expect(fieldsOf(await sealReport(owner, { ...period, from: "1999-01-01" }, made))).toEqual([
    "from commitment_period_long",
  ]);
  expect(reasonOf(await sealReport(owner, { ...period, register: "nothing" }, made))).toBe(
    "commitment_register_unknown",
  );
  const report = await sealed();
  expect(await sendReport(owner, { reportId: report.id }, made)).toMatchObject({ ok: true });
  expect(reasonOf(await sendReport(owner, { reportId: report.id }, made))).toBe("commitment_report_sent");
  expect(reasonOf(await openReport(auditor, "nothing", made))).toBe("commitment_report_unknown");
  const list = await reportList(
    db(),
    { registerId: (await db().select().from(trusteeReports))[0]?.registerId ?? "", after: "" },
    auditor,
  );
  expect(list.ok && list.value.rows.length).toBeGreaterThan(0);
  const terminal = { kind: "system", name: "cli" } as const;
  const whole = await makeTrusteeReport(terminal, period, made);
  expect(whole).toMatchObject({ ok: true, value: { from: "2025-10-01", files: { length: 4 } } });
  const again = await makeTrusteeReport(terminal, { report: whole.ok ? whole.value.reportId : "" }, made);
  expect(again).toEqual(whole);
});

test("a press that comes twice seals one report, with everything that was due measured first; other words under its key are refused", async () => {
  const count = async () => (await db().select().from(trusteeReports)).length;
  const before = await count();
  const asked = { ...period, to: "2025-10-30" };
  const first = await makeReport(owner, asked, made, "one press");
  expect(first).toMatchObject({ ok: true });
  expect(await makeReport(owner, asked, made, "one press")).toEqual(first);
  expect(await count()).toBe(before + 1);
  expect(reasonOf(await makeReport(owner, period, made, "one press"))).toBe("idempotency_other_body");
  expect(reasonOf(await makeReport(auditor, asked, made, "one press"))).toBe("forbidden");
  const report = await openReport(auditor, first.ok ? first.value.reportId : "", made);
  const points = report.ok ? report.value.snapshot.commitments.flatMap(({ indicators }) => indicators) : [];
  const known = points.filter(({ key, points: months }) => key !== null && months.some(({ value }) => value !== null));
  expect(known.length, "indicators of the product with a value").toBeGreaterThan(3);
});
