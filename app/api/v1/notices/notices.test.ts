import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, auditEntries, cases } from "@/db/schema";
import { newApiKey } from "@/lib/platform/api-key";
import { secrets } from "@/lib/platform/env";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace, givenPlatforms } from "@/test/intake";
import { GET } from "./[reference]/route";
import { POST as postBulk } from "./bulk/route";
import { POST } from "./route";

const { opened } = withTestDatabase();
const shop = newApiKey();
const importer = newApiKey();
beforeAll(async () => {
  await givenPlatforms(opened());
  const row = (name: string, keyHash: string, permissions: string[]) => ({
    name,
    keyHash,
    platformIds: ["aliexpress"],
    permissions,
    createdAt: new Date(),
  });
  await opened()
    .db.insert(apiKeys)
    .values([
      row("shop", shop.keyHash, ["notice.create", "notice.track"]),
      row("importer", importer.keyHash, ["notice.create", "notice.import"]),
    ]);
});

let addresses = 0;
function send(body: unknown, headers: Record<string, string> = {}, path = "/api/v1/notices"): Request {
  addresses += 1;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Request(`http://desk.example${path}`, {
    method: "POST",
    body: text,
    headers: { "x-forwarded-for": `192.0.2.${addresses}`, ...headers },
  });
}
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const track = (reference: string, query = "", headers: Record<string, string> = {}) =>
  GET(new Request(`http://desk.example/api/v1/notices/${reference}${query}`, { headers }), {
    params: Promise.resolve({ reference }),
  });

test("a visitor's notice is answered with 201, reference and link, the rate left, and no case", async () => {
  const response = await POST(send(aNotice()));
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({
    reference: expect.stringMatching(/^N-/),
    trackingUrl: expect.stringContaining("?key="),
  });
  for (const name of ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"])
    expect(Number(response.headers.get(name))).toBeGreaterThanOrEqual(0);
});

test("a key learns the case of each item, and follows the notice without the secret", async () => {
  const place = aPlace();
  const response = await POST(send(aNotice({ items: [{ location: place }] }), bearer(shop.key)));
  const body = (await response.json()) as { reference: string; items: unknown };
  expect(body.items).toEqual([{ location: place, case: expect.stringMatching(/^AE-\d+$/) }]);
  const tracked = await track(body.reference, "", bearer(shop.key));
  expect(await tracked.json()).toMatchObject({
    reference: body.reference,
    items: [{ location: place, state: "received", outcomeUrl: null }],
  });
});

test("the holder of the link follows a notice, and a wrong key gets 404 and one sentence", async () => {
  const { reference, trackingUrl } = (await (await POST(send(aNotice()))).json()) as {
    reference: string;
    trackingUrl: string;
  };
  expect((await track(reference, new URL(trackingUrl).search)).status).toBe(200);
  const refused = await track(reference, "?key=wrong");
  expect(refused.status).toBe(404);
  expect(await refused.json()).toMatchObject({
    reason: "tracking_wrong",
    detail: expect.stringContaining("We found no notice"),
  });
});

test("bad input is answered as problem+json that names each field in the reader's language", async () => {
  const response = await POST(
    send(aNotice({ explanation: "", items: [{ location: aPlace() }, { location: "javascript:x" }] }), {
      "accept-language": "zh-CN",
    }),
  );
  expect(response.status).toBe(422);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({
    errors: [
      { field: "explanation", reason: "required" },
      { field: "items.1.location", message: expect.stringContaining("地址") },
    ],
  });
});

test("a body that is no JSON, no UTF-8 or too large is told apart", async () => {
  const gb = new Request("http://desk.example/api/v1/notices", {
    method: "POST",
    body: Buffer.from([0x22, 0xc6, 0xad, 0xd7, 0xd3, 0x22]),
    headers: { "x-forwarded-for": "198.51.100.1" },
  });
  expect(await (await POST(send("{"))).json()).toMatchObject({ reason: "body_not_json" });
  expect(await (await POST(gb)).json()).toMatchObject({ reason: "body_not_utf8" });
  expect((await POST(send(`"${"x".repeat(1_000_001)}"`))).status).toBe(413);
});

test("a key that is not ours is refused with 401 and written down, not taken for a visitor", async () => {
  const response = await POST(send(aNotice(), bearer(`rck_${"x".repeat(43)}`)));
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toBe("Bearer");
  expect(
    await opened()
      .db.select({ outcome: auditEntries.outcome })
      .from(auditEntries)
      .where(eq(auditEntries.verb, "key.use")),
  ).toEqual([{ outcome: "refused" }]);
});

test("the same Idempotency-Key gives the same answer once more, with another body a conflict, empty a plain refusal", async () => {
  const raw = aNotice();
  const headers = { ...bearer(shop.key), "idempotency-key": "k-1" };
  const [first, second] = [await POST(send(raw, headers)), await POST(send(raw, headers))];
  expect(second.status).toBe(201);
  expect(await second.json()).toEqual(await first.json());
  expect((await POST(send(aNotice(), headers))).status).toBe(409);
  expect((await POST(send(raw, { ...headers, "idempotency-key": " " }))).status).toBe(422);
});

async function bulk(
  body: string,
  headers: Record<string, string>,
): Promise<{ status: number; lines: Record<string, unknown>[] }> {
  const response = await postBulk(send(body, headers, "/api/v1/notices/bulk"));
  const text = await response.text();
  return {
    status: response.status,
    lines:
      text.trim() === ""
        ? []
        : text
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line)),
  };
}

test("bulk answers each line in its place, and a key imports for its own platform only", async () => {
  const place = aPlace();
  const body = [
    aNotice({ items: [{ location: place }], source: "trusted_flagger" }),
    "oops",
    aNotice({ platform: "wechat" }),
  ]
    .map((line) => (typeof line === "string" ? line : JSON.stringify(line)))
    .join("\n");
  const { status, lines } = await bulk(body, bearer(importer.key));
  expect(status).toBe(200);
  expect(lines).toMatchObject([
    { items: [{ location: place }] },
    { error: { code: "invalid" } },
    { error: { code: "forbidden" } },
  ]);
  const [row] = await opened().db.select({ source: cases.source }).from(cases).where(eq(cases.excerpt, place));
  expect(row?.source).toBe("trusted_flagger");
});

test("a long stream is answered while it is still being sent", async () => {
  const encoder = new TextEncoder();
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 1600) return controller.close();
      sent += 100;
      controller.enqueue(encoder.encode(Array.from({ length: 100 }, () => `${JSON.stringify(aNotice())}\n`).join("")));
    },
  });
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    body,
    duplex: "half",
    headers: bearer(secrets().cli),
  };
  const response = await postBulk(new Request("http://desk.example/api/v1/notices/bulk", init));
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value).trim().split("\n")).toHaveLength(500);
  expect(sent).toBeLessThan(1600);
  await reader?.cancel();
});

test("only a key with the right, or this machine's own terminal, imports in bulk", async () => {
  expect((await bulk(JSON.stringify(aNotice()), {})).status).toBe(401);
  expect((await bulk(JSON.stringify(aNotice()), bearer(shop.key))).status).toBe(403);
  expect((await bulk(JSON.stringify(aNotice()), bearer(secrets().cli))).lines).toMatchObject([
    { reference: expect.stringMatching(/^N-/) },
  ]);
  expect((await bulk("", bearer(importer.key))).lines).toEqual([]);
});
