import { expect, test } from "vitest";
import { DecideCase } from "@/lib/decisions/contract";
import type { ListedCase } from "@/lib/decisions/listed.contract";
import { aCard, aCaseView } from "../decisions/example-case";
import { acceptedOf, noViolationIn, violationIn } from "./list-mode.rules";

const { sanctions, count, points, why, warnings } = aCard();
/** The first is chosen, the second follows by itself. */
const follows = {
  count,
  points,
  why,
  warnings,
  sanctions: sanctions.map((one, at) => ({ ...one, isFollowOn: at > 0 })),
};
const {
  waitingUntil: _until,
  escalatedTo: _to,
  escalatedWhy: _why,
  isForAnother: _another,
  isForSupervisor: _supervisor,
  leaseUntil: _lease,
  ...queued
} = aCaseView().case;
const row: ListedCase = {
  ...queued,
  id: "7b0c6b3e-6d8e-4c11-9d0c-2f7f5f7f3a10",
  version: 3,
  tags: [],
  content: { title: "", text: "ab", isWhole: true, hasMedia: false, pictures: [], more: 0 },
  clause: { ref: "Table.4", title: { en: "Spam" }, score: 0.9, isConfident: true },
  evidence: [{ in: "text", start: 0, end: 2, text: "ab", element: "" }],
  follows,
  notice: null,
  zone: "Asia/Shanghai",
  bars: { violation: null, noViolation: null },
};
const both = { ...acceptedOf(row, undefined), clause: true, row: true };

test("a sanction is sent once clause and row are accepted, without what follows by itself", () => {
  expect(violationIn(row, { ...both, row: false })).toBeNull();
  expect(violationIn(row, { ...both, clause: false })).toBeNull();
  const sent = violationIn(row, both);
  expect(sent).toMatchObject({ clause: "Table.4", version: 3, sanctions: [{ action: "tb.delete-content" }] });
  expect(DecideCase.safeParse(sent).success).toBe(true);
});

test("what was accepted of another recommendation is not accepted of this one", () => {
  expect(acceptedOf(row, both)).toBe(both);
  const changed = { ...row, follows: { ...follows, sanctions: sanctions.slice(1) } };
  expect(acceptedOf(changed, both)).toMatchObject({ clause: false, row: false });
  expect(acceptedOf({ ...row, version: 4 }, both)).toMatchObject({ clause: false });
});

test("what has to be opened is not decided by a key", () => {
  const barred: ListedCase = {
    ...row,
    bars: { violation: { code: "exceptions" }, noViolation: { code: "too_long" } },
  };
  expect(violationIn(barred, both)).toBeNull();
  expect(noViolationIn(barred)).toBeNull();
  expect(DecideCase.safeParse(noViolationIn(row)).success).toBe(true);
});
