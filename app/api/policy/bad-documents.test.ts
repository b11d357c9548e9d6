import { beforeAll, expect, test, vi } from "vitest";
import { policyDrafts } from "@/db/schema";
import { secrets } from "@/lib/platform/env";
import { badDocuments } from "@/test/bad-documents";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";
import { POST as storeFromTerminal } from "../cli/policy/drafts/route";
import { POST as beginDraft } from "./drafts/route";
import { POST as readDocument } from "./import/route";

const desk = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("next-intl/server", async (original) => ({ ...(await original<object>()), getLocale: async () => "en" }));
vi.mock("@/lib/platform/session", async (original) => ({
  ...(await original<object>()),
  actorForWrite: async () => desk.actor,
}));

const { opened } = withTestDatabase();

beforeAll(async () => {
  await givenPacks(opened().db);
  desk.actor = await aColleague(opened().db, { role: "admin" });
});

type Sent = { name: string; bytes: Uint8Array };

function uploaded(path: string, { name, bytes }: Sent): Request {
  const form = new FormData();
  form.set("platform", "aliexpress");
  form.set("file", new File([new Uint8Array(bytes)], name));
  return new Request(`https://desk.example${path}`, { method: "POST", body: form });
}

function fromTerminal({ name, bytes }: Sent): Request {
  const about = new URLSearchParams({ platform: "aliexpress", name, format: "auto" });
  const headers = { authorization: `Bearer ${secrets().cli}` };
  const body = new Uint8Array(bytes);
  return new Request(`https://desk.example/api/cli/policy/drafts?${about}`, { method: "POST", headers, body });
}

test.each(badDocuments())(
  "$what is refused at every door of the server with its place, and nothing of it is stored",
  async ({ name, bytes, code, place }) => {
    const answers = [
      await readDocument(uploaded("/api/policy/import", { name, bytes })),
      await beginDraft(uploaded("/api/policy/drafts", { name, bytes })),
      await storeFromTerminal(fromTerminal({ name, bytes })),
    ];
    for (const answer of answers) {
      expect([413, 422]).toContain(answer.status);
      const told = await answer.json();
      expect(told).toMatchObject({ reason: `import_${code}` });
      expect(told.detail).toContain(place);
    }
    expect(await opened().db.select().from(policyDrafts)).toEqual([]);
  },
);
