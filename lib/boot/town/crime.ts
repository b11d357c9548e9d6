import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases, contentItems } from "@/db/schema";
import { openReferral, sendReferral } from "@/lib/crime/referral.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { demoActor } from "./flaggers";

/** One suspicion of a crime that threatens a life, of which the authority was told (DSA Art. 18); its case may be decided. */
export async function settleReferral(db: Db, people: readonly DemoPersonThere[], now: Date): Promise<void> {
  const [threat] = await db
    .select({ caseId: cases.id })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(eq(contentItems.location, "https://wechat.example/threat-to-life"))
    .orderBy(desc(cases.openedAt))
    .limit(1);
  if (!threat) throw new Error("the town has no threat to a life");
  const why = "The author knows the school of a child, names a day, and says that they will come with a knife.";
  const suspicion = { ...threat, offence: "threat_to_life", country: "", why };
  const opened = await openReferral(demoActor(people, "moderator"), suspicion, now);
  if (!opened.ok) throw new Error(`the town's referral was refused: ${JSON.stringify(opened)}`);
  const told = {
    referralId: opened.value.referralId,
    addressee: "europol",
    authority: "Europol, internet referral unit",
    authorityReference: "EIRU-26-0093",
  };
  const sent = await sendReferral(demoActor(people, "supervisor"), told, now);
  if (!sent.ok) throw new Error(`the town's referral was not sent: ${JSON.stringify(sent)}`);
}
