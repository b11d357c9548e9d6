import { beforeAll, expect, test } from "vitest";
import { settings } from "@/db/schema";
import { settingsFor } from "@/lib/platform/settings";
import { withTestDatabase } from "@/test/database";
import { actorOf, aPerson } from "@/test/people";
import { auditOf, givenPacks } from "@/test/town";
import { changeSetting } from "./change-setting.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2026-11-20T10:00:00Z");
let admin: ReturnType<typeof actorOf>;
beforeAll(async () => {
  await givenPacks(db());
  admin = actorOf(await aPerson(db(), { role: "admin" }));
});

const change = (key: string, value: unknown, platformId = "*") =>
  changeSetting(admin, { key, platformId, value, seenAt: null }, now);

test("until an admin sets them, there is no model, no classifier and no address that anything is sent to", async () => {
  expect(await settingsFor(db(), "wechat")).toMatchObject({
    modelUrl: "",
    modelName: "",
    classifierUrl: "",
    classifierClauses: "",
  });
});

test.each(["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example", "//a.example", "a.example", "https://"])(
  "%s is no address that content can be sent to",
  async (value) => {
    for (const key of ["modelUrl", "classifierUrl", "databaseUrl"])
      expect(await change(key, value)).toMatchObject({ fields: [{ field: "value", reason: "outside_address" }] });
  },
);

test.each([
  "https://a.example/<b>",
  "http://127.0.0.1:3419/<b>",
  "https://a.example/api",
  "https://a.example?x=1",
  "https://a.example/#x",
])(
  "%s is no address of the Transparency Database: scheme and host alone are, and the refusal says so at the field",
  async (value) => {
    expect(await change("databaseUrl", value)).toMatchObject({
      fields: [{ field: "value", reason: "address_with_path" }],
    });
  },
);

test("the address of the Transparency Database may have a port, and a slash at its end", async () => {
  for (const platform of ["wechat", "alibaba"])
    expect(
      await change("databaseUrl", platform === "wechat" ? "http://127.0.0.1:3419" : "https://a.example/", platform),
    ).toMatchObject({ ok: true });
  await db().delete(settings);
});

test("an address with a password is refused: it would stand on the settings page", async () => {
  expect(await change("modelUrl", "https://me:s3cret@a.example/v1")).toMatchObject({
    fields: [{ field: "value", reason: "outside_address" }],
  });
  expect(await db().$count(settings)).toBe(0);
});

test("the log tells to which host content goes, and nothing that stands behind it", async () => {
  const set = await change("classifierUrl", "https://guard.example:8443/score?token=s3cret");
  expect(set).toMatchObject({ ok: true });
  const [entry] = await auditOf(db(), "classifierUrl");
  expect(entry?.body).toContain("https://guard.example:8443");
  expect(entry?.body).not.toMatch(/s3cret|score/);
});

test("a name with a space, and a map that cannot be read, are refused with what to write", async () => {
  expect(await change("modelName", "gpt oss")).toMatchObject({ fields: [{ reason: "model_name" }] });
  expect(await change("classifierClauses", "spam")).toMatchObject({ fields: [{ reason: "label_map" }] });
});

test("a map may only name clauses that the platform has, or for all platforms that any has", async () => {
  const map = "ad = Table.4; abuse @0.8 = AUP 2(a), Table.400";
  expect(await change("classifierClauses", map, "taobao-weitao")).toMatchObject({
    fields: [{ field: "value", reason: "clauses_unknown", values: { refs: "AUP 2(a), Table.400" } }],
  });
  expect(await change("classifierClauses", map)).toMatchObject({ fields: [{ values: { refs: "Table.400" } }] });
  expect(await change("classifierClauses", "ad = Table.4; abuse = AUP 2(a)")).toMatchObject({ ok: true });
});
