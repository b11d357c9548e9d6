import { expect } from "@playwright/test";
import type { Given } from "./visited";

type Row = { id: string };

/** The first case of the demo that somebody who looks for content found without saying how; else the first that was looked for. */
export async function aFoundCase({ deskOf }: Given): Promise<string> {
  const { request } = await deskOf("mei", "/people/me");
  const { rows } = await (await request.get("/api/queue?source=own_detection&order=age&limit=100")).json();
  for (const { id } of rows as Row[]) {
    const { notices } = await (await request.get(`/api/cases/${id}`)).json();
    const isUnsaid = (one: { automatedDetection: string | null }) => one.automatedDetection === null;
    if (notices.some(isUnsaid)) return `/cases/${id}`;
  }
  const [first] = rows as Row[];
  if (!first) throw new Error("the demo has no case that was looked for");
  return `/cases/${first.id}`;
}

/** An appeal whose decision a supervisor may not see before they have looked themselves, in their hands. */
export async function anUnseenAppeal({ deskOf }: Given): Promise<string> {
  const { request } = await deskOf("jonas", "/people/me");
  const { rows } = await (await request.get("/api/appeals?limit=100")).json();
  for (const { id } of rows as Row[]) {
    const appeal = await (await request.get(`/api/appeals/${id}`)).json();
    if (appeal.firstLook.state !== "asked") continue;
    if (!appeal.assignedTo?.isMe) {
      const taken = await request.post(`/api/appeals/${id}/take`, { data: { version: appeal.version } });
      if (!taken.ok()) continue;
    }
    return `/appeals/${id}`;
  }
  throw new Error("no appeal waits for a first look");
}

const model = { modelUrl: "https://model.example/v1", modelName: "reader", modelCallsPerDay: 1 };

/** A day on which a model may be asked once: nobody has set one in the demo. */
async function givenAModel({ deskOf }: Given): Promise<void> {
  const { request } = await deskOf("lucia", "/people/me");
  for (const [key, value] of Object.entries(model)) {
    const set = await request.put("/api/settings", { data: { key, platformId: "wechat", value, seenAt: null } });
    expect(set.status(), await set.text()).toBe(200);
  }
}

/** A case that the model outside would read, on a day on which its questions are spent. */
export async function anUnreadCase(given: Given): Promise<string> {
  await givenAModel(given);
  const { request } = await given.deskOf("mei", "/people/me");
  const readers = async (id: string) =>
    (await (await request.get(`/api/cases/${id}`)).json()).suggestionsBy.silent ?? [];
  const text = "Online casino, deposit bonus, bet now";
  await given.givenACase({ platform: "wechat", text: `${text}, first.` });
  const { id } = await given.givenACase({ platform: "wechat", text: `${text}, second.` });
  await expect.poll(async () => (await readers(id))[0]?.why, { timeout: 120_000 }).toBe("budget");
  return `/cases/${id}`;
}
