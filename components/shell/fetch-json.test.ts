import { expect, test } from "vitest";
import { failureOf, isWorthAnotherTry, RequestFailed } from "./fetch-json";

test("a refused form tells each field what is wrong with it", () => {
  const failure = failureOf(422, {
    code: "invalid",
    reason: "invalid",
    title: "Some fields need another look.",
    errors: [
      { field: "url", reason: "required", message: "Give the address." },
      { field: "url", reason: "not_url", message: "This is no address." },
    ],
  });
  expect(failure).toMatchObject({ code: "invalid", status: 422, message: "Some fields need another look." });
  expect(failure.fields).toEqual({ url: "Give the address." });
});

test("a page of a proxy in place of our answer is told apart from a refusal", () => {
  for (const body of [undefined, "<html>", null, { code: "teapot" }, ["invalid"]]) {
    expect(failureOf(502, body)).toMatchObject({ code: "unexpected", status: 502, message: "" });
  }
});

test("errors of another shape than ours are left out, and break nothing", () => {
  expect(failureOf(422, { code: "refused", errors: [null, 3, { field: 1 }] }).fields).toEqual({});
});

test("a lost read is asked again, a refused one is not", () => {
  const lost = new RequestFailed({ ok: false, code: "network", reason: "network", status: 0, message: "", fields: {} });
  expect(isWorthAnotherTry(lost)).toBe(true);
  expect(isWorthAnotherTry(new RequestFailed(failureOf(503, undefined)))).toBe(true);
  expect(isWorthAnotherTry(new RequestFailed(failureOf(403, { code: "forbidden" })))).toBe(false);
  expect(isWorthAnotherTry(new TypeError("a defect of ours"))).toBe(false);
});
