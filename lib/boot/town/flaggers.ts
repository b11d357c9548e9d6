import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { trustedFlaggers } from "@/db/schema";
import { bindSender, importFlaggers } from "@/lib/intake/flagger.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import type { Person, Role } from "@/lib/platform/permissions.rules";
import { readFlaggerList } from "./data";

/** Whose addresses the town's admin has made known: one that has its status, and one that is suspended. */
const desks: readonly { name: string; address: string }[] = [
  { name: "Consumer Watch", address: "desk@consumer-watch.example" },
  { name: "Wildlife Watch", address: "desk@wildlife-watch.example" },
];

/** The first of the town's people with this role, signed in. */
export function demoActor(people: readonly DemoPersonThere[], wanted: Role): Person {
  const found = people.find(({ role }) => role === wanted);
  if (!found) throw new Error(`the town has no ${wanted}`);
  const { id, name, role } = found;
  return { kind: "person", id, name, role, locale: "en", sessionId: "town" };
}

/** The town's list of trusted flaggers and their two desks, imported and made known as any admin does it. */
export async function settleFlaggers(db: Db, people: readonly DemoPersonThere[], at: Date): Promise<void> {
  const admin = demoActor(people, "admin");
  const list = { sourceList: "https://lists.example/trusted-flaggers", text: readFlaggerList() };
  const imported = await importFlaggers(admin, list, at);
  if (!imported.ok) throw new Error(`the town's list of flaggers was refused: ${JSON.stringify(imported)}`);
  for (const { name, address } of desks) {
    const [flagger] = await db
      .select({ id: trustedFlaggers.id })
      .from(trustedFlaggers)
      .where(eq(trustedFlaggers.name, name));
    const bound = await bindSender(admin, { address, flaggerId: flagger?.id }, at);
    if (!bound.ok) throw new Error(`the town's ${name} was refused: ${JSON.stringify(bound)}`);
  }
}
