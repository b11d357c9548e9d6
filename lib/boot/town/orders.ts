import "server-only";
import { recordOrder } from "@/lib/intake/order.command";
import type { DemoPersonThere } from "@/lib/people/demo.store";
import { demoActor } from "./flaggers";

/** Two orders of authorities: one to act that lacks how it can be challenged, one for information that nobody is to hear of yet. */
const orders = (now: Date) => [
  {
    platform: "alibaba",
    kind: "act",
    authority: "Federal Customs Office",
    country: "DE",
    email: "orders@customs-office.example",
    authorityReference: "VII-2291/26",
    legalBasis: "Section 52 of the Weapons Act",
    reasons: "The tube is an unfinished silencer. Its sale without a licence is forbidden.",
    locations: ["https://alibaba.example/silencer"],
    territories: ["DE"],
    category: "UNSAFE_AND_PROHIBITED_PRODUCTS",
    receivedAt: new Date(now.getTime() - 5 * 3_600_000).toISOString(),
  },
  {
    platform: "aliexpress",
    kind: "information",
    authority: "Tax Investigation Office",
    country: "FR",
    email: "requests@tax-office.example",
    authorityReference: "2026-118",
    legalBasis: "Article L. 81 of the Tax Procedure Code",
    reasons: "Undeclared trade is investigated.",
    redress: "Application to the administrative court within two months.",
    account: "ae-7731188",
    receivedAt: new Date(now.getTime() - 28 * 3_600_000).toISOString(),
    holdUntil: new Date(now.getTime() + 30 * 86_400_000).toISOString(),
  },
];

/** The town's orders, recorded as a supervisor records them. */
export async function settleOrders(people: readonly DemoPersonThere[], now: Date): Promise<void> {
  for (const order of orders(now)) {
    const answer = await recordOrder(demoActor(people, "supervisor"), order, now);
    if (!answer.ok) throw new Error(`the town's order was refused: ${JSON.stringify(answer)}`);
  }
}
