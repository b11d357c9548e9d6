import { expect, test } from "vitest";
import { isCurrent, navFor, navItems } from "./nav-items";
import { letterAt, preferenceCookie, wayBack } from "./preferences";

test("after choosing a language one is back on the page one came from", () => {
  expect(wayBack("https://desk.example/report?x=1", "desk.example")).toBe("/report?x=1");
});

test("the way back never leads to another site", () => {
  expect(wayBack("https://evil.example/report", "desk.example")).toBe("/");
  expect(wayBack("https://desk.example//evil.example/", "desk.example")).toBe("/");
  expect(wayBack("nonsense", "desk.example")).toBe("/");
  expect(wayBack(null, "desk.example")).toBe("/");
});

test("a preference cannot smuggle anything else into the cookie", () => {
  expect(preferenceCookie("theme", "dark; Domain=evil.example")).not.toContain("Domain=evil");
});

test("a choice on a letter's page, or on its appeal, is for that letter; on any other page it is not", () => {
  expect(letterAt("/decision/abc_-1")).toBe("/decision/abc_-1");
  expect(letterAt("/decision/abc/appeal?filed=1")).toBe("/decision/abc");
  expect(letterAt("/measure/abc")).toBe("/measure/abc");
  expect(letterAt("/order/abc/")).toBe("/order/abc");
  for (const other of [
    "/",
    "/order/a/letter.pdf",
    "/decision",
    "/decision/a;Domain=evil.example",
    "/decision/a/b",
    "/report?x=/decision/abc",
  ])
    expect(letterAt(other)).toBeNull();
});

test("the bar shows only the places a person may see, in their order", () => {
  expect(navFor(["policy.view", "case.view"]).map((item) => item.id)).toEqual(["queue", "search", "policy"]);
  expect(navFor([])).toEqual([]);
});

test("a case belongs to the queue, what leaves to the settings, and accounts are not account-somethings", () => {
  const queue = navItems[0];
  expect(isCurrent(queue, "/cases/1")).toBe(true);
  expect(isCurrent(queue, "/queueing")).toBe(false);
  const current = navItems.filter((item) => isCurrent(item, "/outbox/copies"));
  expect(current.map(({ id }) => id)).toEqual(["settings"]);
});

test("no two places share their keys", () => {
  expect(new Set(navItems.map((item) => item.keys)).size).toBe(navItems.length);
});
