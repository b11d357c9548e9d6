import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { orderAnswers, orders } from "@/db/schema";
import { answerOrder, recordOrder } from "@/lib/intake/order.command";
import { orderView } from "@/lib/intake/order.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aColleague, auditOf, givenPacks, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
let ruth: Person;

beforeAll(async () => {
  await givenPacks(db());
  ruth = await aColleague(db(), { name: "Ruth Adler", role: "supervisor" });
});

/** An order to provide information, received an hour and a half before it is recorded. */
async function anInformationOrder(): Promise<string> {
  const order = {
    ...{ platform: "taobao-weitao", kind: "information", authority: "Tax Office", country: "DE" },
    ...{ email: "desk@tax-office.example", receivedAt: later(-90).toISOString() },
  };
  const done = await recordOrder(ruth, order, townTime);
  if (!done.ok) throw new Error(JSON.stringify(done));
  return done.value.orderId;
}
const orderBy = async (orderId: string) => (await db().select().from(orders).where(eq(orders.id, orderId)))[0];

test("O2: what an authority was given stays on record by its kinds, its way, its moment and who did it, for supervisors and auditors and for good", async () => {
  const orderId = await anInformationOrder();
  const answered = {
    ...{ orderId, effect: "given", kinds: ["identity", "access", "other"], way: "encrypted_mail" },
    ...{ description: "Addresses of the last 90 days.", providedAt: later(20).toISOString() },
  };
  expect(await answerOrder(ruth, answered, later(30))).toMatchObject({ ok: true });
  const given = {
    ...{ kinds: ["identity", "access", "other"], description: "Addresses of the last 90 days." },
    ...{ way: "encrypted_mail", at: later(20).toISOString(), by: "Ruth Adler", recordedAt: later(30).toISOString() },
  };
  for (const reader of [ruth, await aColleague(db(), { role: "auditor" })])
    expect(await orderView(db(), reader, orderId, later(31))).toMatchObject({ value: { given } });
  expect(await orderView(db(), await aColleague(db(), { role: "moderator" }), orderId)).toMatchObject({ ok: false });
  // The effect is when the authority had it: the report's median counts to then.
  expect(await orderBy(orderId)).toMatchObject({ effect: "given", effectAt: later(20) });
  const logged = JSON.stringify((await auditOf(db(), orderId)).find(({ verb }) => verb === "order.answer"));
  for (const said of ["identity access other", "encrypted_mail"]) expect(logged).toContain(said);
  expect(logged).not.toContain("90 days");
  const own = eq(orderAnswers.orderId, orderId);
  await expect(Promise.resolve(db().update(orderAnswers).set({ way: "post" }).where(own))).rejects.toThrow();
  await expect(Promise.resolve(db().delete(orderAnswers).where(own))).rejects.toThrow();
});

test("O2: the clock of an order for information ends with what the authority was given or with a reasoned refusal, and with nothing less", async () => {
  const orderId = await anInformationOrder();
  const fieldsOf = async (about: Record<string, unknown>) => {
    const done = await answerOrder(ruth, { orderId, ...about }, later(30));
    return done.ok ? [] : (done.fields ?? []).map(({ field, reason }) => `${field} ${reason}`);
  };
  expect(await fieldsOf({ effect: "given" })).toEqual(["kinds order_kinds_needed", "way order_way_needed"]);
  expect(await fieldsOf({ effect: "given", kinds: ["other"], way: "post" })).toEqual([
    "description order_kind_in_words",
  ]);
  const given = { effect: "given", kinds: ["contact"], way: "post" };
  expect(await fieldsOf({ ...given, providedAt: later(31).toISOString() })).toEqual(["providedAt date_in_future"]);
  expect(await fieldsOf({ ...given, providedAt: later(-91).toISOString() })).toEqual([
    "providedAt order_before_receipt",
  ]);
  expect(await fieldsOf({ ...given, effect: "partly" })).toEqual(["note order_refusal_why"]);
  expect(await fieldsOf({ effect: "not_given", note: "No." })).toEqual(["note order_refusal_why"]);
  expect(await fieldsOf({ ...given, effect: "not_given", note: "We hold nothing of the kind." })).toEqual([
    "kinds order_nothing_given",
  ]);
  expect(await orderBy(orderId)).toMatchObject({ effect: null, effectAt: null });
  for (const effect of ["given", "not_given"] as const) {
    const byHand = db()
      .update(orders)
      .set({ effect, effectAt: later(30) })
      .where(eq(orders.id, orderId));
    await expect(Promise.resolve(byHand)).rejects.toThrow();
  }
  const refused = { orderId, effect: "not_given", note: "We hold nothing of the kind about this account." };
  expect(await answerOrder(ruth, refused, later(30))).toMatchObject({ ok: true });
  expect(await orderView(db(), ruth, orderId)).toMatchObject({
    value: { state: "not_given", given: null, effectNote: refused.note },
  });
});
