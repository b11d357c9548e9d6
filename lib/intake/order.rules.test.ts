import { expect, test } from "vitest";
import { effectOf, holdStands, missingIn, orderClocks, orderState, userToldFrom } from "./order.rules";

const whole = {
  kind: "act" as const,
  legalBasis: "Section 5 of the Example Act",
  reasons: "The offer is forbidden.",
  locations: ["https://shop.example/1"],
  redress: "Objection within a month.",
  accountId: null,
};
const at = (hours: number) => new Date(Date.UTC(2026, 2, 1, hours));

test("an order names legal basis, reasons, exact location and redress, and each one missing is told (O4)", () => {
  expect(missingIn(whole)).toEqual([]);
  expect(missingIn({ ...whole, legalBasis: " ", reasons: "", locations: [], redress: "" })).toEqual([
    "legalBasis",
    "reasons",
    "locations",
    "redress",
  ]);
  const information = { ...whole, kind: "information" as const, locations: [] };
  expect(missingIn(information)).toEqual(["locations"]);
  expect(missingIn({ ...information, accountId: "a" })).toEqual([]);
});

test("an order that is asked about stays so until the authority has answered, and effect may come before (O4)", () => {
  const open = { effect: null, clarificationAskedAt: null, clarifiedAt: null };
  expect(orderState(open)).toBe("open");
  expect(orderState({ ...open, clarificationAskedAt: at(1) })).toBe("clarification_asked");
  expect(orderState({ ...open, clarificationAskedAt: at(1), clarifiedAt: at(2) })).toBe("open");
  expect(orderState({ ...open, clarificationAskedAt: at(1), effect: "given" })).toBe("given");
});

test("an order to act has its effect with the last decision on its items, in part where they differ (O1)", () => {
  expect(effectOf([])).toBeNull();
  expect(effectOf(["violation", null])).toBeNull();
  expect(effectOf(["violation", "violation"])).toBe("given");
  expect(effectOf(["violation", "no_violation"])).toBe("partly");
  expect(effectOf(["no_violation"])).toBe("not_given");
});

test("the person concerned is told with the effect, or when the authority allows it (O3)", () => {
  expect(userToldFrom(null, at(5))).toEqual(at(5));
  expect(userToldFrom(at(3), at(5))).toEqual(at(5));
  expect(userToldFrom(at(9), at(5))).toEqual(at(9));
});

test("the report's medians run from the receipt of each order, kind by kind; an empty set has none (O1, O2)", () => {
  const order = { kind: "act" as const, receivedAt: at(0), acknowledgedAt: at(1), effectAt: at(10), items: 2 };
  const orders = [
    order,
    { ...order, acknowledgedAt: at(2), effectAt: at(20), items: 1 },
    { ...order, acknowledgedAt: at(9), effectAt: null },
    { ...order, kind: "information" as const, acknowledgedAt: at(4), effectAt: null, items: 0 },
  ];
  expect(orderClocks(orders, "act")).toEqual({ count: 3, items: 5, toConfirm: 2, toEffect: 15 });
  expect(orderClocks(orders, "information")).toEqual({ count: 1, items: 0, toConfirm: 4, toEffect: null });
});

test("a hold stands until the authority's moment: after it, and once the person was told, nothing is held back", () => {
  expect(holdStands({ holdUntil: at(5), userToldAt: null }, at(4))).toBe(true);
  expect(holdStands({ holdUntil: at(5), userToldAt: null }, at(5))).toBe(false);
  expect(holdStands({ holdUntil: at(5), userToldAt: at(3) }, at(4))).toBe(false);
  expect(holdStands({ holdUntil: null, userToldAt: null }, at(4))).toBe(false);
});
