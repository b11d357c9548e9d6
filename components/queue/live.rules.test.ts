import { expect, test } from "vitest";
import type { QueueRow } from "@/lib/queue/contract";
import { following, inPlace, lookIn, pollEvery, settled } from "./live.rules";

const aRow = (id: string, more: Partial<QueueRow> = {}): QueueRow => ({
  id,
  reference: `TB-${id}`,
  platform: "taobao-weitao",
  excerpt: id,
  surface: null,
  language: "zh",
  source: "guest",
  noticeCount: 1,
  tags: [],
  harms: [],
  notShown: [],
  severity: null,
  clauseGroup: null,
  rank: 1,
  rankWhy: [],
  openedAt: "2016-09-07T04:00:00.000Z",
  dueAt: "2016-09-08T04:00:00.000Z",
  state: "open",
  version: 1,
  claimedBy: null,
  hasLapsedForMe: false,
  isAhead: false,
  waitingFor: null,
  heldUntil: null,
  handed: null,
  ...more,
});
const said = ({ rows }: ReturnType<typeof inPlace>) =>
  rows.map(({ row, hasLeft }) => (hasLeft ? `(${row.id})` : row.id));

test("a row that leaves under the pointer keeps its place, greyed, and the others theirs", () => {
  expect(said(inPlace([aRow("a"), aRow("b"), aRow("c")], [aRow("a"), aRow("c")]))).toEqual(["a", "(b)", "c"]);
});

test("a new row in front waits until the hand is off the list; one behind the last comes at once", () => {
  const list = inPlace([aRow("a"), aRow("b")], [aRow("new"), aRow("a"), aRow("b"), aRow("later")]);
  expect(said(list)).toEqual(["a", "b", "later"]);
  expect(list.waiting).toBe(1);
});

test("a row that somebody takes stays where it is and says who has it", () => {
  const taken = aRow("a", { version: 2, claimedBy: { name: "Ben", isMe: false } });
  expect(inPlace([aRow("a")], [taken]).rows[0]?.row.claimedBy?.name).toBe("Ben");
});

test("with no hand on it the list is the server's", () => {
  expect(said(settled([aRow("b"), aRow("a")]))).toEqual(["b", "a"]);
});

test("what is on screen is looked at at once, the rest in a moment, and everything by the clock when nothing is told", () => {
  expect(lookIn("a", new Set(["a"]))).toBeLessThan(lookIn("b", new Set(["a"])));
  expect(lookIn("missed", new Set())).toBe(lookIn("a", new Set(["a"])));
  expect(pollEvery(false)).toBeLessThan(pollEvery(true));
});

test("a list whose connection is lost is not called live, also while its stream is thought to be there", () => {
  expect(following(true, true)).toBe("cut");
  expect(following(false, true)).toBe("live");
  expect(following(false, false)).toBe("byClock");
});
