import { expect, test } from "vitest";
import { QueryFailed } from "@/db/query-failed";
import { requestErrorLine, requestErrorLog } from "./request-error";

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

test("a request that fails twice over is told once, with where it was, and the next one again", () => {
  const said: string[] = [];
  const tell = requestErrorLog((text) => said.push(text));
  const route = { routePath: "/queue", routeType: "render" };
  const asked = (number: string) => ({ method: "GET", headers: { "x-request-id": number } });
  const error = new Error("out of paper");
  for (const number of ["r-1", "r-1", "r-2"]) tell(error, asked(number), route);
  expect(said.map((text) => text.split("\n")[0])).toEqual([
    "request r-1: render GET /queue failed: out of paper",
    "request r-2: render GET /queue failed: out of paper",
  ]);
  expect(said[0]).toMatch(/\n\s+at .*request-error\.test/);
  for (let n = 0; n < 300; n += 1) tell(error, asked(`many-${n}`), route);
  tell(error, asked("many-299"), route);
  expect(said).toHaveLength(302);
});
