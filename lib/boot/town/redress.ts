import "server-only";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, cases, decisions, disputeBodies, platforms, statements } from "@/db/schema";
import { importBodies } from "@/lib/administration/dispute-body.command";
import { logDispute } from "@/lib/appeals/dispute.command";
import { bodyZone } from "@/lib/appeals/dispute.rules";
import { screenAffiliate } from "@/lib/decisions/affiliate.command";
import { keepTrader } from "@/lib/decisions/trader.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { dayIn } from "@/lib/platform/time.rules";
import { caseReference } from "@/lib/queue/row.rules";
import { readBodyList } from "./data";
import { demoActor } from "./flaggers";

/** The town's certified bodies, and one dispute: about the last decision that somebody on Taobao was told and that stands. */
export async function settleDisputes(db: Db, people: readonly DemoPersonThere[], now: Date): Promise<void> {
  const list = { sourceList: "https://lists.example/dispute-bodies", text: readBodyList() };
  const imported = await importBodies(demoActor(people, "admin"), list, now);
  if (!imported.ok) throw new Error(`the town's list of bodies was refused: ${JSON.stringify(imported)}`);
  const [told] = await db
    .select({ prefix: platforms.prefix, number: cases.number })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(statements, eq(statements.decisionId, decisions.id))
    .where(
      and(
        eq(platforms.id, "taobao-weitao"),
        eq(decisions.outcome, "violation"),
        eq(statements.addressee, "affected"),
        eq(statements.delivery, "sent"),
        isNull(decisions.reversedAt),
        isNull(decisions.supersededBy),
      ),
    )
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  const [body] = await db
    .select({ id: disputeBodies.id })
    .from(disputeBodies)
    .orderBy(asc(disputeBodies.name))
    .limit(1);
  if (!told || !body) return;
  const answer = await logDispute(
    demoActor(people, "supervisor"),
    {
      case: caseReference(told.prefix, told.number),
      by: "affected",
      bodyId: body.id,
      bodyReference: "HSH-2026-0417",
      claim: "The person asks for the post to be shown again and for the suspension to end.",
      receivedOn: dayIn(now, bodyZone),
    },
    now,
  );
  if (!answer.ok) throw new Error(`the town's dispute was refused: ${JSON.stringify(answer)}`);
}

async function accountOf(db: Db, externalId: string): Promise<string | null> {
  const theirs = and(eq(accounts.platformId, "aliexpress"), eq(accounts.externalId, externalId));
  const [row] = await db.select({ id: accounts.id }).from(accounts).where(theirs);
  return row?.id ?? null;
}

/** A trader whose register entry is missing, and a partner who was screened; the other partner of the town was not. */
export async function settleTraders(db: Db, people: readonly DemoPersonThere[], now: Date): Promise<void> {
  const by = demoActor(people, "supervisor");
  const trader = await accountOf(db, "ae-7731188");
  if (trader) {
    const given = {
      name: "VitaCore Handels GmbH",
      address: "Lindenallee 4, 20259 Hamburg",
      phone: "+49 40 5550 1188",
      email: "legal@vitacore.example",
      idRef: "Copy of 12 March 2025",
      payment: "IBAN ending 4471",
      selfCertified: true,
    };
    const kept = await keepTrader(by, { accountId: trader, version: 0, ...given }, now);
    if (!kept.ok) throw new Error(`the town's trader was refused: ${JSON.stringify(kept)}`);
  }
  const partner = await accountOf(db, "ae-5512907");
  if (partner) {
    const screening = { accountId: partner, version: 0, result: "passed", screenedOn: "2025-06-01", note: "" };
    const screened = await screenAffiliate(by, screening, now);
    if (!screened.ok) throw new Error(`the town's partner was refused: ${JSON.stringify(screened)}`);
  }
}
