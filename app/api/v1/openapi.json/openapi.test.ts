import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { grantedPermissions, keyPermissions } from "@/lib/administration/rules";
import { operations } from "@/lib/api/operations.contract";
import { GET } from "./route";

const root = join(process.cwd(), "app", "api", "v1");

/** Parameters by place only: a folder may call one otherwise than the document does. */
const shapeOf = (path: string) => path.replace(/\[\w+\]|\{\w+\}/g, "{}");

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => /(^|\/)route\.ts$/.test(name.replaceAll("\\", "/")))
  .map((name) => ({
    path: `/${dirname(name).replaceAll("\\", "/")}`,
    text: readFileSync(join(root, name), "utf8"),
  }));

async function description() {
  const answer = await GET(new Request("http://desk.example/api/v1/openapi.json"));
  return { status: answer.status, headers: answer.headers, document: await answer.json() };
}

test("every route file is described with each of its methods, and everything described has a route file", async () => {
  const { document } = await description();
  const described = Object.entries<object>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${shapeOf(path)}`),
  );
  const served = files.flatMap(({ path, text }) =>
    [...text.matchAll(/export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
      ([, method]) => `${method?.toLowerCase()} ${shapeOf(path)}`,
    ),
  );
  expect(served.length).toBeGreaterThan(10);
  expect(described.toSorted()).toEqual(served.toSorted());
});

test("each route is timed under the path that the description gives it", () => {
  for (const { path, text } of files) {
    const timed = [...text.matchAll(/measured\(\s*"([^"]+)"/g)].map(([, name]) => name);
    const described = operations.filter((operation) => shapeOf(operation.path) === shapeOf(path));
    expect([path, timed]).toEqual([path, described.map((operation) => operation.path)]);
  }
});

type Route = Record<string, ((request: Request) => Response | Promise<Response>) | undefined>;

test("a method that an address does not have is refused in a sentence that names the right one, at every address", async () => {
  for (const { path } of files) {
    const route: Route = await import(join(root, path, "route.ts"));
    const own = operations.find((operation) => shapeOf(operation.path) === shapeOf(path))?.method.toUpperCase() ?? "";
    const allow = new RegExp(`^${own}, (HEAD, )?OPTIONS$`);
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((each) => each !== own)) {
      const answer = await route[method]?.(new Request(`http://desk.example/api/v1${path}`, { method }));
      expect([path, method, answer?.status]).toEqual([path, method, 405]);
      expect(answer?.headers.get("allow")).toMatch(allow);
      expect(answer?.headers.get("content-type")).toBe("application/problem+json");
      expect(await answer?.json()).toMatchObject({ code: "wrong_method", detail: expect.stringContaining(own) });
    }
    const options = await route.OPTIONS?.(new Request(`http://desk.example/api/v1${path}`, { method: "OPTIONS" }));
    expect([options?.status, options?.headers.get("allow")]).toEqual([204, expect.stringMatching(allow)]);
  }
});

test("whoever reads it finds every part that it names, and no part of another version", async () => {
  const { status, headers, document } = await description();
  expect([status, document.openapi]).toEqual([200, "3.1.0"]);
  expect(headers.get("x-ratelimit-limit")).not.toBeNull();
  const whole = JSON.stringify(document);
  const named = [...whole.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, at]) => at ?? "");
  expect(named.length).toBeGreaterThan(50);
  for (const at of new Set(named)) {
    const found = at.split("/").reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], document);
    expect([at, typeof found]).toEqual([at, "object"]);
  }
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
});

test("each call says which permission its key needs, and an admin can give that permission to a key", () => {
  for (const { id, may } of operations)
    expect([
      id,
      may === "anybody" || [...keyPermissions, ...grantedPermissions].some((known) => known === may),
    ]).toEqual([id, true]);
});

test("requests are described as they are sent: what may be left out is not asked for, and items have their shape", async () => {
  const { document } = await description();
  const { Notice, DecideCase, MatchInput } = document.components.schemas;
  expect(Notice.required.toSorted()).toEqual(["explanation", "goodFaith", "items", "legalClaim", "platform"]);
  expect(Notice.properties.items).toMatchObject({ minItems: 1, maxItems: 50, items: { required: ["location"] } });
  expect(JSON.stringify(DecideCase)).not.toContain("caseId");
  expect(MatchInput.required).toEqual(["platform"]);
  const { parameters } = document.paths["/cases/next"].get;
  expect(parameters).toContainEqual({ $ref: "#/components/parameters/ActingFor" });
  expect(parameters.find(({ name }: { name?: string }) => name === "order").schema.enum).toEqual([
    "risk",
    "age",
    "deadline",
  ]);
});
