import { PassThrough } from "node:stream";
import { beforeAll, expect, test, vi } from "vitest";
import { run as printed } from "@/cli/policy-export";
import type { Person } from "@/lib/platform/permissions.rules";
import { createDraft } from "@/lib/policy/drafts/create.command";
import { VersionFile } from "@/lib/policy/import/version.contract";
import { versionText } from "@/lib/policy/import/version-file.rules";
import { packFor } from "@/lib/policy/store";
import { withTestDatabase } from "@/test/database";
import { draftRow } from "@/test/policy-drafts";
import { aColleague, givenPacks } from "@/test/town";
import { GET } from "./route";

const desk = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("next-intl/server", async (original) => ({ ...(await original<object>()), getLocale: async () => "en" }));
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  currentActor: async () => desk.actor,
}));

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");
let ana: Person;

beforeAll(async () => {
  await givenPacks(opened().db);
  ana = await aColleague(opened().db, { name: "Ana", role: "admin" });
});

const asked = (platform: string, version: string) =>
  GET(new Request(`https://desk.example/api/policy/export?${new URLSearchParams({ platform, version })}`));

async function terminal(platform: string, version: string): Promise<string> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const io = { input: new PassThrough(), output, errors };
  expect(await printed(["--platform", platform, "--version", version], io)).toBe(0);
  output.end();
  return Buffer.concat(await output.toArray()).toString();
}

test("who reads a version downloads it byte for byte as the terminal prints it, and its import has the same rules", async () => {
  desk.actor = ana;
  for (const platform of ["alibaba", "aliexpress", "taobao-weitao", "wechat"]) {
    for (const { id } of (await packFor(opened().db, platform))?.versions ?? []) {
      const answer = await asked(platform, id);
      expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="${platform}-${id}.json"`);
      expect(await answer.text()).toBe(await terminal(platform, id));
    }
  }
});

test("what was downloaded becomes a draft that says the same, and its file is the same bytes once it has its own name and days", async () => {
  desk.actor = ana;
  const text = await (await asked("taobao-weitao", "v2")).text();
  const from = { kind: "document" as const, format: "json" as const, name: "v2.json", bytes: Buffer.from(text) };
  const made = await createDraft(ana, { platform: "taobao-weitao", from }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const draft = VersionFile.parse((await draftRow(opened().db, made.value.draftId)).file);
  const whole = VersionFile.parse(JSON.parse(text));
  // The draft takes the next free reference, in each place that names it, and is given its days by hand.
  const renamed = versionText(draft).replaceAll(`"${draft.version.id}"`, '"v2"');
  const back = VersionFile.parse(JSON.parse(renamed));
  expect(`${versionText({ ...back, version: whole.version })}\n`).toBe(text);
});

test("a draft is exported as it is now, and what it was imported from is the same bytes but for its id", async () => {
  desk.actor = ana;
  for (const [platform, version] of [
    ["taobao-weitao", "v2"],
    ["alibaba", "v2"],
    ["aliexpress", "undated"],
  ] as const) {
    const text = await (await asked(platform, version)).text();
    const from = { kind: "document" as const, format: "json" as const, name: "it.json", bytes: Buffer.from(text) };
    const made = await createDraft(ana, { platform, from }, now);
    if (!made.ok) throw new Error(JSON.stringify(made));
    const answer = await asked(platform, `draft:${made.value.draftId}`);
    expect(answer.status).toBe(200);
    const again = await answer.text();
    expect(again).not.toBe(text);
    expect(again.replaceAll(`"${made.value.ref}"`, `"${version}"`)).toBe(text);
  }
  const elsewhere = await asked("wechat", "draft:00000000-0000-7000-8000-000000000000");
  expect(elsewhere.status).toBe(404);
});

test("a version that is not there is named with those that are", async () => {
  desk.actor = ana;
  const answer = await asked("wechat", "v7");
  expect([answer.status, (await answer.json()).detail]).toEqual([404, expect.stringContaining("cg-undated")]);
});
