import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { v4 } from "uuid";
import { refusedFields } from "./statement-judge";

/** What goes wrong with one call. `after` faults happen when everything is stored. */
export const faults = [
  "500 before",
  "500 after",
  "503",
  "drop before",
  "drop after",
  "late after",
  "html",
  "html 201",
  "nonsense",
  "nonsense 422",
  "429",
  "redirect for existence",
] as const;
export type Fault = (typeof faults)[number];
type Payload = Record<string, unknown>;
export type Call = { method: string; path: string; puids: string[]; headers: IncomingMessage["headers"] };
/** What became of one call that was read and not misunderstood: its PUIDs by what the server did with them. */
export type Judged = { stored: string[]; taken: string[]; isAnswered: boolean };

/**
 * Stands in for the Transparency Database, as DSA.md section 2 describes it, with its traps: only POST and two GETs under
 * /api/v1, refusals that turn into redirects without an Accept header, 302 without a Location for a PUID that is taken, a
 * batch that is stored whole or not at all, 429 in plain text. It judges by the schema's published facts
 * (statement-judge.ts), not by the validator under test.
 */
export async function aTransparencyServer(tokens: Readonly<Record<string, string>>) {
  const stored = new Map<string, { uuid: string; payload: Payload; times: number; platform: string }>();
  const calls: Call[] = [];
  /** Keys whose 201 went out whole, and those that were posted again after it: this server refuses them, another may not. */
  const storedAt = new Map<string, Date>();
  const told = new Set<string>();
  const repeated: string[] = [];
  const judged: Judged[] = [];
  let clock = () => new Date();
  let fault: (call: Call) => Fault | null = () => null;
  let mayCreate = true;
  let refuses: (payload: Payload) => Record<string, string[]> | null = () => null;

  const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
  const keyOf = (platform: string, puid: unknown) => `${platform} ${String(puid)}`;
  const errorsOf = (payload: Payload, endpoint: "single" | "many"): Record<string, string[]> | null => {
    const fields = refusedFields(payload, endpoint);
    const found = Object.fromEntries(fields.map((field) => [field, [`The ${field} field is invalid.`]]));
    return fields.length > 0 ? found : refuses(payload);
  };
  const store = (platform: string, payload: Payload) => {
    const key = keyOf(platform, payload.puid);
    const uuid = v4();
    stored.set(key, { uuid, payload, times: (stored.get(key)?.times ?? 0) + 1, platform });
    storedAt.set(key, clock());
    return { uuid, created_at: "2026-01-10 03:00:00", self: "s", permalink: "p", puid: payload.puid };
  };
  /** As the database does it: a PUID is known for 181 days, and then it would be taken a second time. */
  const isKnown = (key: string) => {
    const at = storedAt.get(key);
    return stored.has(key) && at !== undefined && clock().getTime() - at.getTime() < 181 * 86_400_000;
  };
  const notUnique = "The identifier given is not unique within this platform.";
  const firstOf = (errors: Record<string, string[]>) => {
    const [first = "", ...more] = Object.values(errors).flat();
    return more.length > 0 ? `${first} (and ${more.length} more errors)` : first;
  };

  function one(platform: string, payload: Payload, refuse: (body: unknown) => void, done: (body: unknown) => void) {
    const errors = errorsOf(payload, "single");
    if (errors) return refuse({ message: firstOf(errors), errors });
    if (isKnown(keyOf(platform, payload.puid))) {
      judged.push({ stored: [], taken: [String(payload.puid)], isAnswered: true });
      return refuse({ message: notUnique, errors: { puid: [notUnique] }, existing: { puid: payload.puid } });
    }
    return done({ ...store(platform, payload), id: stored.size, platform_name: platform });
  }

  function many(platform: string, given: unknown, refuse: (body: unknown) => void, done: (body: unknown) => void) {
    if (!Array.isArray(given) || given.length === 0 || given.length > 100) {
      const errors = { statements: ["The statements field must have between 1 and 100 items."] };
      return refuse({ message: firstOf(errors), errors });
    }
    const wrong = given.flatMap((payload: Payload, at) => {
      const errors = errorsOf(payload, "many");
      return errors ? [[`statement_${at}`, errors] as const] : [];
    });
    if (wrong.length > 0) return refuse({ errors: Object.fromEntries(wrong) });
    const puids = given.map(({ puid }: Payload) => puid);
    const existing = puids.filter((puid, at) => isKnown(keyOf(platform, puid)) || puids.indexOf(puid) !== at);
    if (existing.length > 0) {
      judged.push({ stored: [], taken: existing.map(String), isAnswered: true });
      return refuse({ message: notUnique, errors: { puid: [notUnique], existing_puids: existing } });
    }
    return done({ statements: given.map((payload: Payload) => store(platform, payload)) });
  }

  /** What some other program would answer, or nothing at all; false: this call goes its way. */
  function misbehaves(wrong: Fault | null, response: ServerResponse): boolean {
    const text = (status: number, type: string, body: string, headers = {}) =>
      response.writeHead(status, { "content-type": type, ...headers }).end(body);
    if (wrong === "drop before") response.destroy();
    else if (wrong === "500 before") send(response, 500, { message: "Server Error" });
    else if (wrong === "503") text(503, "text/plain", "down for maintenance");
    else if (wrong === "html") text(200, "text/html", "<h1>hello</h1>");
    else if (wrong === "html 201") text(201, "text/html", "<p>ok</p>");
    else if (wrong === "nonsense") send(response, 200, { statements: 7 });
    else if (wrong === "nonsense 422") send(response, 422, { errors: { statement_900: { puid: ["?"] } } });
    else if (wrong === "429") text(429, "text/plain", "Too Many Attempts.", { "retry-after": "7" });
    else return false;
    return true;
  }

  function exists(platform: string, puid: string, wrong: Fault | null, response: ServerResponse): void {
    if (wrong === "redirect for existence") send(response, 302, { puid }, { location: "https://login.example/" });
    else if (isKnown(keyOf(platform, puid))) send(response, 302, { message: "statement found", puid });
    else send(response, 404, { message: "statement not found", puid });
  }

  function create(request: IncomingMessage, body: Payload, wrong: Fault | null, response: ServerResponse): void {
    const platform = platformOf(request);
    const refuse = (said: unknown) => {
      if (request.headers.accept?.includes("json")) send(response, 422, said);
      else response.writeHead(302, { location: "/" }).end();
    };
    const listed = Array.isArray(body.statements) ? body.statements : [body];
    const puids = listed.map(({ puid }: Payload) => String(puid));
    const keys = puids.map((puid) => keyOf(platform, puid));
    repeated.push(...keys.filter((key) => told.has(key)));
    const done = (said: unknown) => {
      const isAnswered = !wrong?.endsWith(" after");
      if (isAnswered) for (const key of keys) told.add(key);
      judged.push({ stored: puids, taken: [], isAnswered });
      if (wrong === "drop after") response.destroy();
      else if (wrong === "500 after") send(response, 500, { message: "Server Error" });
      else if (wrong !== "late after") send(response, 201, said);
    };
    if (request.url === "/api/v1/statement") one(platform, body, refuse, done);
    else many(platform, body.statements, refuse, done);
  }

  const platformOf = (request: IncomingMessage) =>
    tokens[(request.headers.authorization ?? "").replace("Bearer ", "")] ?? "";

  function answer(request: IncomingMessage, text: string, response: ServerResponse): void {
    const path = request.url ?? "";
    const body: Payload = text ? JSON.parse(text) : {};
    const listed = Array.isArray(body.statements) ? body.statements : [body];
    const puids = listed.map((payload: Payload) => String(payload.puid ?? ""));
    const call: Call = { method: request.method ?? "", path, puids, headers: request.headers };
    calls.push(call);
    const wrong = fault(call);
    if (misbehaves(wrong, response)) return;
    const existence = /^\/api\/v1\/statement\/existing-puid\/([\w-]+)$/.exec(path);
    if (!platformOf(request)) send(response, 401, { message: "Unauthenticated." });
    else if (existence && request.method === "GET") exists(platformOf(request), existence[1] ?? "", wrong, response);
    else if (request.method !== "POST" || !/^\/api\/v1\/statements?$/.test(path))
      send(response, 404, { message: "Not found." });
    else if (!mayCreate) send(response, path.endsWith("s") ? 500 : 403, { message: "no" });
    else create(request, body, wrong, response);
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => answer(request, Buffer.concat(parts).toString("utf8"), response));
  });
  // The database beside it may hold the event loop for seconds: an idle connection that was closed meanwhile is not the fault that a test is about.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stored,
    calls,
    /** Statements that were sent although their yes had been given: none, unless somebody died before writing it down. */
    repeated,
    judged,
    /** From now on the server's time is this. */
    lives: (how: typeof clock) => {
      clock = how;
    },
    /** What goes wrong from now on, call by call. */
    fails: (how: typeof fault) => {
      fault = how;
    },
    /** Whether the token may create statements. */
    allows: (may: boolean) => {
      mayCreate = may;
    },
    /** Rules that only this server has. */
    refusesAlso: (how: typeof refuses) => {
      refuses = how;
    },
    /** What was stored, of one platform: PUID, and how often. */
    of: (platform: string) =>
      [...stored.values()]
        .filter((one) => one.platform === platform)
        .map(({ payload, times }) => ({ puid: String(payload.puid), times })),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
