import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { people, qualifications } from "@/db/schema";
import { openSession } from "@/lib/platform/sign-in";
import { withTestDatabase } from "@/test/database";
import { demoPeopleExist, demoSignIns, ensureDemoPeople } from "./demo.store";

const { opened } = withTestDatabase();
const now = new Date("2026-11-20T10:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "demo-"));
const file = join(folder, "demo-sign-ins.json");
beforeAll(() => void vi.stubEnv("DATA_DIR", folder));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const enter = (email: string, password: string) =>
  openSession({ email, password, address: "demo", userAgent: "", now });

test("the first start makes six people with names, and the file tells each one's password to its owner only", async () => {
  expect(await demoPeopleExist(opened().db)).toBe(false);
  expect(demoSignIns()).toEqual([]);
  const there = await ensureDemoPeople(opened().db, now);
  expect(there.map(({ name, role }) => `${name}, ${role}`)).toEqual([
    "Mei Lin, moderator",
    "Jonas Weber, supervisor",
    "Amara Okafor, supervisor",
    "Lucía Herrera, admin",
    "Henrik Dahl, admin",
    "Tomasz Nowak, auditor",
  ]);
  expect(await demoPeopleExist(opened().db)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  for (const { email, password } of demoSignIns()) expect(await enter(email, password)).toMatchObject({ ok: true });
});

test("both supervisors may answer appeals from the first day", async () => {
  const rows = await opened()
    .db.select({ name: people.name, from: qualifications.validFrom, until: qualifications.validUntil })
    .from(qualifications)
    .innerJoin(people, eq(people.id, qualifications.personId));
  expect(
    rows
      .filter((row) => row.from <= now && (row.until === null || row.until > now))
      .map((row) => row.name)
      .sort(),
  ).toEqual(["Amara Okafor", "Jonas Weber"]);
});

test("a second start changes nothing, and leaves disabled whom an admin disabled", async () => {
  const before = demoSignIns();
  await opened().db.update(people).set({ disabledAt: now }).where(eq(people.name, "Tomasz Nowak"));
  await ensureDemoPeople(opened().db, now);
  expect(demoSignIns()).toEqual(before);
  const [tomasz] = await opened().db.select().from(people).where(eq(people.name, "Tomasz Nowak"));
  expect(tomasz?.disabledAt).toEqual(now);
  expect(await opened().db.$count(people)).toBe(6);
  expect(await opened().db.$count(qualifications)).toBe(2);
});

test("when the file is lost or broken the same people get new passwords that work", async () => {
  const old = demoSignIns()[0]?.password ?? "";
  writeFileSync(file, '{"mei');
  const [mei] = await ensureDemoPeople(opened().db, now);
  expect(mei?.password).not.toBe(old);
  expect(JSON.parse(readFileSync(file, "utf8"))).toHaveProperty([mei?.email ?? ""], mei?.password);
  expect(await enter(mei?.email ?? "", old)).toMatchObject({ reason: "sign_in_wrong" });
  expect(await enter(mei?.email ?? "", mei?.password ?? "")).toMatchObject({ ok: true });
});

test("production makes no demo people and shows no passwords; disabled ones are no danger", async () => {
  vi.stubEnv("RECOURSE_MODE", "production");
  expect(demoSignIns()).toEqual([]);
  await expect(ensureDemoPeople(opened().db, now)).rejects.toThrow("never made in production");
  expect(await demoPeopleExist(opened().db)).toBe(true);
  await opened().db.update(people).set({ disabledAt: now });
  expect(await demoPeopleExist(opened().db)).toBe(false);
});
