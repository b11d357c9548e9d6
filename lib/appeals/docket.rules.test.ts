import { expect, test } from "vitest";
import { type DocketAnswer, directionOf, turnedOver } from "./docket.rules";
import { appealOutcomes, appellants } from "./rules";

const answered = (by: DocketAnswer["by"], outcome: DocketAnswer["outcome"]): DocketAnswer => ({
  id: `${by} ${outcome}`,
  by,
  state: outcome ? "notified" : "assigned",
  outcome,
});
const turns = (own: Parameters<typeof turnedOver>[0], ...others: DocketAnswer[]) =>
  turnedOver(own, others).map(({ id }) => id);

test("who is right about a decision says whether it was too strict or too mild; nothing else says either", () => {
  expect(directionOf("affected", "reversed")).toBe("too_strict");
  expect(directionOf("notifier", "partly_reversed")).toBe("too_mild");
  expect(appellants.map((by) => directionOf(by, "upheld"))).toEqual(["right", "right"]);
  expect([directionOf("affected", "omitted"), directionOf("notifier", "inadmissible")]).toEqual([null, null]);
});

test("a change turns over that it was right, and a change the other way; two who are right the same way agree", () => {
  const own = { by: "affected", outcome: "reversed" } as const;
  expect(turns(own, answered("notifier", "upheld"))).toEqual(["notifier upheld"]);
  expect(turns(own, answered("notifier", "reversed"))).toEqual(["notifier reversed"]);
  expect(turns(own, answered("affected", "partly_reversed"))).toEqual([]);
  expect(turns({ by: "notifier", outcome: "partly_reversed" }, answered("notifier", "reversed"))).toEqual([]);
});

test("an answer that changes nothing turns nothing over, and what is open, omitted or not taken up is never turned over", () => {
  for (const outcome of ["upheld", "omitted", "inadmissible"] as const)
    for (const other of appealOutcomes)
      expect(turns({ by: "affected", outcome }, answered("notifier", other))).toEqual([]);
  expect(
    turns({ by: "affected", outcome: "reversed" }, answered("notifier", null), answered("notifier", "omitted")),
  ).toEqual([]);
});
