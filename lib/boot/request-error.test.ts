import { expect, test } from "vitest";
import { QueryFailed } from "@/db/query-failed";
import { requestErrorLine } from "./request-error";

test("one line for a failed request: its number, its route by name, what went wrong; no secret of its address", () => {
  const route = { routePath: "/decision/[token]", routeType: "render" };
  const asked = { method: "GET", path: "/decision/the-secret?key=another", headers: { "x-request-id": "r-1" } };
  const failed = Object.assign(new QueryFailed('a query failed: relation "people" does not exist', "42P01"), {
    digest: "123",
  });
  expect(requestErrorLine(failed, asked, route)).toBe(
    'request r-1: render GET /decision/[token] failed: a query failed: relation "people" does not exist (digest 123)',
  );
  expect(requestErrorLine("odd", { method: "POST", headers: {} }, route)).toContain("request without a number");
});
