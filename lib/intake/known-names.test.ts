import { beforeAll, expect, test } from "vitest";
import { aNotice, aPlace } from "@/test/intake";
import { guest, platformKey, withIntake } from "@/test/notices";
import { givenPacks } from "@/test/town";
import { importNotices } from "./import.command";

const { failuresOf, opened, sent } = withIntake();

beforeAll(() => givenPacks(opened().db));

const onTaobao = (content: object) =>
  aNotice({ platform: "taobao-weitao", items: [{ location: aPlace(), content: { text: "看看新款", ...content } }] });
const key = platformKey.kind === "key" ? { ...platformKey, platformIds: [] } : platformKey;

test("a seller, a king and a place that is none are refused by name, from a key and from a visitor", async () => {
  for (const actor of [key, guest])
    for (const [content, failure] of [
      [{ role: "seller" }, "items.0.content.role role_unknown"],
      [{ role: "king" }, "items.0.content.role role_unknown"],
      [{ surface: "moonbase" }, "items.0.content.surface surface_unknown"],
    ] as const)
      expect(await failuresOf(onTaobao(content), actor)).toEqual([failure]);
  await sent(onTaobao({ role: "merchant", surface: "weitao-post" }), key);
  await sent(onTaobao({ role: "buyer", surface: "group-chat" }), guest);
});

test("a line of bulk names the field, the word and what is known, and the other lines go on", async () => {
  async function* lines() {
    yield { text: JSON.stringify(onTaobao({ role: "seller" })) };
    yield { text: JSON.stringify(onTaobao({ role: "merchant" })) };
  }
  const importer = { ...key, permissions: ["notice.import" as const] } as typeof platformKey;
  const answers: unknown[] = [];
  const as = { channel: "cli" as const, locale: "en", now: () => new Date("2026-11-20T12:00:00Z") };
  for await (const batch of importNotices(importer, lines(), as)) answers.push(...batch);
  expect(answers[0]).toMatchObject({
    error: { errors: [{ field: "items.0.content.role", message: expect.stringMatching(/seller.*merchant, buyer/) }] },
  });
  expect(answers[1]).toMatchObject({ reference: expect.any(String) });
});
