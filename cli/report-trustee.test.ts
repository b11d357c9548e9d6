import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { putDatabase } from "@/db/client";
import { openEmbedded } from "@/db/open";
import { loadBuiltInRegisters } from "@/lib/commitments/built-in.command";
import { monthAt } from "@/lib/commitments/month.rules";
import { addDays, addMonths } from "@/lib/platform/time.rules";
import { aFolder, isPlain, ran } from "@/test/child";
import { fillDataFolder } from "@/test/database";
import { givenPacks } from "@/test/town";

/** A data folder with the platforms and the register that comes with the product. */
async function aDesk(): Promise<string> {
  const folder = aFolder();
  await fillDataFolder(folder);
  const opened = await openEmbedded(folder);
  putDatabase(opened);
  await givenPacks(opened.db);
  await loadBuiltInRegisters(opened.db, new Date("2025-09-01T00:00:00Z"));
  putDatabase(undefined);
  await opened.close();
  return folder;
}

test("AE14: one command seals a report and writes its files, and its id gives the same bytes once more", {
  timeout: 120_000,
}, async () => {
  const desk = await aDesk();
  const report = (...args: string[]) => ran(["cli/main.ts", "report", "trustee", ...args], { DATA_DIR: desk });
  const [one, again] = [aFolder(), aFolder()];
  const made = await report("--from", "2025-07-01", "--to", "2025-09-30", "--out", one);
  expect([made.code, made.complained], "so long ago nothing was measured, which is said").toEqual([
    0,
    [expect.stringContaining("No indicator has a value in this period")],
  ]);
  const said = JSON.parse(made.said[0] ?? "{}");
  const base = "aliexpress-2025-2025-07-01-2025-09-30";
  expect(readdirSync(one).sort()).toEqual([`${base}-en.html`, `${base}-en.pdf`, `${base}.csv`, `${base}.json`]);
  expect(said).toMatchObject({ register: "aliexpress-2025", period: { from: "2025-07-01", to: "2025-09-30" } });
  const sealed = readFileSync(join(one, `${base}.json`));
  expect(createHash("sha256").update(sealed).digest("hex")).toBe(said.sha256);
  expect((await report("--report", said.report, "--out", again)).code).toBe(0);
  for (const name of readdirSync(one))
    expect([name, readFileSync(join(again, name)).equals(readFileSync(join(one, name)))]).toEqual([name, true]);

  for (const args of [
    [],
    ["--from", "2025-07-01", "--out", one],
    ["--unknown"],
    ["--report", "x", "--from", "a", "--to", "b", "--out", one],
  ]) {
    const refused = await report(...args);
    expect([args, refused.code, refused.said, isPlain(refused.complained)]).toEqual([args, 2, [], true]);
  }
  const backwards = await report("--from", "2025-07-01", "--to", "2025-06-01", "--out", one);
  expect([backwards.code, backwards.said, isPlain(backwards.complained)]).toEqual([2, [], true]);
  const unknown = await report("--report", "nothing", "--out", one);
  expect([unknown.code, unknown.said, isPlain(unknown.complained)]).toEqual([1, [], true]);
});

test("AE14: a report from a folder in which the app never ran measures first, as the app does: no month stays blank that could be known", {
  timeout: 120_000,
}, async () => {
  const [desk, out] = [await aDesk(), aFolder()];
  const month = addMonths(monthAt(new Date()), -1);
  const period = ["--from", month, "--to", addDays(addMonths(month, 1), -1)];
  const made = await ran(["cli/main.ts", "report", "trustee", ...period, "--out", out], { DATA_DIR: desk });
  expect([made.code, made.complained]).toEqual([0, []]);
  const csv = readdirSync(out).find((name) => name.endsWith(".csv")) ?? "";
  const rows = readFileSync(join(out, csv), "utf8").trim().split("\r\n").slice(1);
  const measured = rows.filter((row) => row.includes(`,${month.slice(0, 7)},`));
  expect(new Set(measured.map((row) => row.split(",")[0])).size, "commitments with a month").toBeGreaterThan(5);
});
