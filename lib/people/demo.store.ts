import "server-only";
import { randomInt } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { people, qualifications } from "@/db/schema";
import { appendAudit } from "@/lib/platform/audit";
import { dataDir, isProduction } from "@/lib/platform/env";
import { hashPassword } from "@/lib/platform/sign-in";
import { type DemoKey, type DemoPerson, demoPassword, demoPeople } from "./demo.rules";

export type DemoSignIn = DemoPerson & { password: string };
export type DemoPersonThere = DemoSignIn & { key: DemoKey; id: string };

const file = () => join(dataDir(), "demo-sign-ins.json");
const Kept = z.record(z.string(), z.string());

function keptPasswords(): Record<string, string> {
  if (!existsSync(file())) return {};
  try {
    return Kept.parse(JSON.parse(readFileSync(file(), "utf8")));
  } catch {
    // Half a file or somebody's edit: new passwords are made, and the people get them.
    return {};
  }
}

function keepPasswords(passwords: Record<string, string>): void {
  mkdirSync(dataDir(), { recursive: true, mode: 0o700 });
  const aside = `${file()}.${process.pid}.tmp`;
  writeFileSync(aside, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
  chmodSync(aside, 0o600);
  renameSync(aside, file());
}

/** The demo's sign-ins, for the terminal and the sign-in page: empty in production and before the first start. */
export function demoSignIns(): DemoSignIn[] {
  if (isProduction()) return [];
  const passwords = keptPasswords();
  return demoPeople.flatMap((person) => {
    const password = passwords[person.email];
    return password === undefined ? [] : [{ ...person, password }];
  });
}

async function addOrRepair(
  tx: Tx,
  person: DemoPerson,
  password: { text: string; isNew: boolean },
  now: Date,
): Promise<string> {
  const [there] = await tx
    .select({ id: people.id })
    .from(people)
    .where(eq(sql`lower(${people.email})`, person.email))
    .for("update");
  if (there && !password.isNew) return there.id;
  const passwordHash = await hashPassword(password.text);
  if (there) {
    // The file with the passwords is gone: the people stay, with new ones.
    await tx
      .update(people)
      .set({ passwordHash, sessionVersion: sql`${people.sessionVersion} + 1` })
      .where(eq(people.id, there.id));
    return there.id;
  }
  const { email, name, role } = person;
  const [added] = await tx
    .insert(people)
    // The demo shows the whole desk: whoever works in it or checks it is cleared.
    .values({
      email,
      name,
      role,
      passwordHash,
      skills: { childSafety: role !== "admin" },
      isDemo: true,
      createdAt: now,
    })
    .returning({ id: people.id });
  if (!added) throw new Error("an insert without conflict returns its row");
  const subject = { kind: "person", id: added.id, detail: { role, demo: true } };
  await appendAudit(tx, { actor: { kind: "system", name: "demo" }, verb: "person.add", outcome: "done", subject, now });
  return added.id;
}

/** Both supervisors may answer appeals; one proof runs out in three years, so that the page shows both kinds. */
async function qualify(tx: Tx, there: readonly DemoPersonThere[], now: Date): Promise<void> {
  const supervisors = there.filter((person) => person.role === "supervisor");
  const ids = supervisors.map((person) => person.id);
  const rows = await tx
    .select({ personId: qualifications.personId })
    .from(qualifications)
    .where(inArray(qualifications.personId, ids));
  const known = new Set(rows.map((row) => row.personId));
  const year = now.getUTCFullYear();
  for (const person of supervisors.filter(({ id }) => !known.has(id))) {
    const validUntil = person.key === "jonas" ? new Date(Date.UTC(year + 3, 0, 1)) : null;
    const validFrom = new Date(Date.UTC(year - 1, 0, 1));
    await tx
      .insert(qualifications)
      .values({ personId: person.id, subject: "Complaint handling, Article 20 DSA", validFrom, validUntil });
  }
}

/**
 * Makes the demo's five people and their passwords (`demo-sign-ins.json` in the data folder, readable by its owner
 * only) where they are missing. Whoever is there stays as they are: an admin may have disabled them.
 * @throws in production, where these people may not exist.
 */
export async function ensureDemoPeople(db: Db, now: Date): Promise<DemoPersonThere[]> {
  if (isProduction()) throw new Error("demo people are never made in production");
  const kept = keptPasswords();
  const passwords = Object.fromEntries(
    demoPeople.map(({ email }) => [email, kept[email] ?? demoPassword((below) => randomInt(below))]),
  );
  const there = await db.transaction(async (tx) => {
    const found: DemoPersonThere[] = [];
    for (const person of demoPeople) {
      const text = passwords[person.email] ?? "";
      const id = await addOrRepair(tx, person, { text, isNew: kept[person.email] !== text }, now);
      found.push({ ...person, id, password: text });
    }
    await qualify(tx, found, now);
    return found;
  });
  keepPasswords(passwords);
  return there;
}

/** Whether somebody could still sign in with a demo's password; a production start refuses then. */
export async function demoPeopleExist(db: Db): Promise<boolean> {
  const [row] = await db
    .select({ found: count() })
    .from(people)
    .where(and(eq(people.isDemo, true), isNull(people.disabledAt)));
  return (row?.found ?? 0) > 0;
}
