import { expect, test } from "vitest";
import { rememberedCookie, wayBack } from "./remembered.rules";

test("the bare address leads back to what a person looked at last; an address that says what it wants is obeyed", () => {
  expect(wayBack("", "platform=wechat")).toBe("/queue?platform=wechat");
  expect(wayBack("state=mine", "platform=wechat")).toBeNull();
});

test("who took every filter off gets the whole queue", () => {
  expect(wayBack("", "")).toBeNull();
  expect(wayBack("", undefined)).toBeNull();
});

test("two people at one browser do not get each other's filter", () => {
  expect(rememberedCookie("01a21ab8-4c10-7552-9f7a-a08e008192e1")).not.toBe(
    rememberedCookie("01a21ab8-4c10-7552-9f7a-a08e008192e2"),
  );
});
