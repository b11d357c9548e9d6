import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anOutsideServer } from "@/test/outside-server";
import { fetchGuarded, type Network } from "./fetch-guarded";

let server: Awaited<ReturnType<typeof anOutsideServer>>;
beforeAll(async () => {
  server = await anOutsideServer();
});
afterAll(() => server.close());

const limits = { mostBytes: 1000, timeoutMs: 5000 };
const port = () => Number(new URL(server.url).port);
/** The stand-in's own place is allowed; every name leads there unless it is said otherwise. */
const network = (addresses: string[] = ["127.0.0.1"]): Network => ({
  resolve: async () => addresses,
  isAllowed: (address, asked) => address === "127.0.0.1" && asked === port(),
});
const get = (path = "/", over: Partial<typeof limits> = {}, through = network()) =>
  fetchGuarded(`http://pictures.example:${port()}${path}`, { ...limits, ...over }, through);

test("what is there is fetched, from the address that was checked, without a word about this desk", async () => {
  server.answers((response) => response.end("picture"));
  const fetched = await get("/a?b=c");
  expect(fetched.ok && Buffer.from(fetched.bytes).toString()).toBe("picture");
  const asked = server.got.at(-1);
  expect(asked?.url).toBe("/a?b=c");
  expect(Object.keys(asked?.headers ?? {}).toSorted()).toEqual(["accept", "accept-encoding", "connection", "host"]);
});

test("a name of a private network is not asked, nor one of which only one address is private", async () => {
  const before = server.got.length;
  for (const addresses of [["10.0.0.1"], ["127.0.0.1", "192.168.1.1"], ["::ffff:127.0.0.1"], ["fd00::1"]])
    expect(await get("/", {}, network(addresses))).toEqual({ ok: false, why: "address_private" });
  expect(await fetchGuarded("http://169.254.169.254/latest/meta-data", limits)).toEqual({
    ok: false,
    why: "address_private",
  });
  expect(await fetchGuarded("http://[::1]:8080/", limits)).toEqual({ ok: false, why: "address_private" });
  expect(await fetchGuarded(server.url, limits), "without being named, nothing inside is asked").toMatchObject({
    ok: false,
  });
  expect(server.got).toHaveLength(before);
});

test("a name that means another machine a moment later leads nowhere: it is looked up once and asked by number", async () => {
  server.answers((response) => response.end("picture"));
  const answers = [["127.0.0.1"], ["10.0.0.1"]];
  let lookUps = 0;
  const rebinding: Network = { ...network(), resolve: async () => answers[lookUps++] ?? [] };
  expect(await get("/", {}, rebinding)).toMatchObject({ ok: true });
  expect(lookUps).toBe(1);
});

test("every hop of a redirect is checked anew", async () => {
  const to = (location: string) => (response: ServerResponse) => void response.writeHead(302, { location }).end();
  const hops: [string, string][] = [
    ["http://10.0.0.1/x", "address_private"],
    ["http://[::ffff:127.0.0.1]/x", "address_private"],
    ["file:///etc/passwd", "address_scheme"],
    ["http://a:b@pictures.example/", "address_credentials"],
    ["http://pictures.example:22/", "address_port"],
    ["/again", "too_many_redirects"],
  ];
  for (const [location, why] of hops) {
    server.answers(to(location));
    expect(await get(), location).toEqual({ ok: false, why });
  }
  server.answers((response, { url }) => (url === "/" ? to("/there")(response) : response.end("picture")));
  expect(await get()).toMatchObject({ ok: true });
});

test("more than the limit is not read, whether it was announced or not", async () => {
  server.answers((response) => {
    response.writeHead(200, { "content-length": 5000 });
    response.write("x");
  });
  expect(await get()).toEqual({ ok: false, why: "too_large" });
  server.answers((response) => {
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(500)));
    };
    response.on("drain", more);
    more();
  });
  expect(await get()).toEqual({ ok: false, why: "too_large" });
});

test("a server that never answers, or breaks off, has sent nothing", async () => {
  server.answers(() => undefined);
  expect(await get("/", { timeoutMs: 50 })).toEqual({ ok: false, why: "timeout" });
  server.answers((response) => {
    response.writeHead(200, { "content-length": 500 });
    response.write("half", () => response.destroy());
  });
  expect(await get()).toEqual({ ok: false, why: "cut_off" });
  expect(await get("/", { timeoutMs: 50 }, { ...network(), resolve: () => new Promise(() => undefined) })).toEqual({
    ok: false,
    why: "timeout",
  });
});

test.each([
  [404, "gone"],
  [410, "gone"],
  [403, "status"],
  [500, "status"],
  [206, "status"],
])("an answer of %i is %s", async (status, why) => {
  server.answers((response) => void response.writeHead(status).end("<html>"));
  expect(await get()).toEqual({ ok: false, why });
});

test("a name nobody knows and a place where nobody listens are told apart", async () => {
  expect(await get("/", {}, network([]))).toEqual({ ok: false, why: "unknown_host" });
  const free = await anOutsideServer();
  const closed = new URL(free.url);
  free.close();
  const all: Network = { resolve: async () => ["127.0.0.1"], isAllowed: () => true };
  expect(await fetchGuarded(closed.href, limits, all)).toEqual({ ok: false, why: "unreachable" });
});
