import { v7 } from "uuid";
import type { Db } from "@/db/client";
import { people } from "@/db/schema";
import type { SessionIds } from "@/lib/platform/auth";
import type { Person, Role } from "@/lib/platform/permissions.rules";
import { hashPassword, openSession } from "@/lib/platform/sign-in";

export type TestPerson = { id: string; email: string; name: string; role: Role; password: string };

const password = "seven quiet herons";
const passwordHash = hashPassword(password);

/** A person of their own for one test. */
export async function aPerson(db: Db, about: { role: Role; name?: string; isDemo?: boolean }): Promise<TestPerson> {
  const id = v7();
  const person = { id, email: `${id}@test.example`, name: about.name ?? `Test ${id.slice(-6)}`, role: about.role };
  await db.insert(people).values({ ...person, passwordHash: await passwordHash, isDemo: about.isDemo ?? false });
  return { ...person, password };
}

/** The actor a signed-in person is. */
export function actorOf(person: Pick<TestPerson, "id" | "name" | "role">): Person {
  const { id, name, role } = person;
  return { kind: "person", id, name, role, locale: "en", sessionId: v7() };
}

/** Signs a person in and gives what their cookie would hold. */
export async function signedIn(person: TestPerson, now: Date): Promise<SessionIds> {
  const opened = await openSession({
    email: person.email,
    password: person.password,
    address: person.id,
    userAgent: "test",
    now,
  });
  if (!opened.ok) throw new Error(opened.reason);
  return opened.value;
}
