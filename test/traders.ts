import { keepTrader } from "@/lib/decisions/trader.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { townTime } from "./town";

/** A whole record, as a trader gives it. */
export const wholeTrader = {
  name: "Hua Lamps Ltd",
  address: "12 Harbour Road, Shenzhen",
  phone: "+86 755 5550 1234",
  email: "office@hua-lamps.example",
  idRef: "Copy 2016-4471",
  register: "Shenzhen 440301-772",
  payment: "Account ending 8841",
  selfCertified: true,
};

/** A record of a trader, with what a test is about; the version to go on with. */
export async function aTrader(by: Person, accountId: string, more: Record<string, unknown> = {}, at = townTime) {
  const kept = await keepTrader(by, { accountId, version: 0, ...wholeTrader, ...more }, at);
  if (!kept.ok) throw new Error(JSON.stringify(kept));
  return kept.value;
}
