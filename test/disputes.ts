import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, disputeBodies, disputes, platforms } from "@/db/schema";
import { importBodies } from "@/lib/administration/dispute-body.command";
import { logDispute } from "@/lib/appeals/dispute.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { after, days } from "./appeals";
import { aColleague, townTime } from "./town";

/** A list of certified bodies as an admin pastes it; none of them is real. */
export const bodyList = `name,country,url,languages,fields,certified until
Settlement House,IE,https://settlement-house.example,en|fr,All kinds of content,2030-12-31
Schlichtung Beispiel,DE,https://schlichtung.example,de|en,Market places|Speech,2017-06-30
Arbitrage Exemple,FR,https://arbitrage.example,fr,,`;

/** The list, imported by an admin, and the id of one of its bodies. */
export async function givenBodies(db: Db, name = "Settlement House"): Promise<string> {
  const admin = await aColleague(db, { role: "admin" });
  const done = await importBodies(admin, { sourceList: "https://list.example", text: bodyList }, townTime);
  if (!done.ok) throw new Error(JSON.stringify(done));
  const [row] = await db.select({ id: disputeBodies.id }).from(disputeBodies).where(eq(disputeBodies.name, name));
  if (!row) throw new Error(`no body ${name}`);
  return row.id;
}

/** The reference of a case as people quote it. */
export async function referenceOf(db: Db, caseId: string): Promise<string> {
  const [row] = await db
    .select({ prefix: platforms.prefix, number: cases.number })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(eq(cases.id, caseId));
  return row ? caseReference(row.prefix, row.number) : "";
}

/** The answer to recording a dispute about a case's decision, as a supervisor would type it. */
export async function log(db: Db, by: Person, about: { caseId: string; bodyId: string } & Record<string, unknown>) {
  const { caseId, at, ...more } = about;
  const said = { case: await referenceOf(db, caseId), by: "affected", receivedOn: "2016-09-08", ...more };
  return logDispute(by, said, (at as Date | undefined) ?? after(days(3)));
}

/** A dispute on record, as the person who goes on with it sees it. */
export async function aDispute(db: Db, by: Person, about: Parameters<typeof log>[2]) {
  const done = await log(db, by, about);
  if (!done.ok) throw new Error(JSON.stringify(done));
  return done.value;
}

export async function disputeRow(db: Db, disputeId: string) {
  const [row] = await db.select().from(disputes).where(eq(disputes.id, disputeId));
  if (!row) throw new Error("no such dispute");
  return row;
}
