import { createServer, type Server, type ServerResponse } from "node:http";
import { expect, type Page } from "@playwright/test";
import { expectNoBarriers, take, test } from "./steps";

const platform = "wechat";
const original = "Der Händler verschickt nie, und auf Nachrichten antwortet er nicht.";
const translated = "The seller never ships, <b>and</b> answers no messages.";

let server: Server;
let address = "";
/** What the service does next, and what it was sent. */
let answer: (response: ServerResponse) => void = () => undefined;
const got: { path: string; body: string }[] = [];

test.beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      got.push({ path: request.url ?? "", body });
      answer(response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === "object" && at ? at.port : 0}`;
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Sets one thing for this platform alone, or takes it away again; answers when it was changed. */
async function set(lucia: Page, key: string, value: unknown, seenAt: string | null = null): Promise<string | null> {
  const written = await lucia.request.put("/api/settings", { data: { platformId: platform, key, value, seenAt } });
  expect(written.status(), await written.text()).toBe(200);
  return (await written.json()).changedAt;
}

const button = (page: Page) => page.getByRole("button", { name: /^Translate with/ });

test("no button where no service is set; with one, T shows the translation beside the original, and again hides it", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({ platform, text: original, language: "de" });
  const lucia = await deskOf("lucia", "/settings");
  const mei = await deskOf("mei");
  await take(mei, id);
  const text = mei.locator("[data-evidence-in=text]");
  await expect(text).toHaveText(original);
  await expect(button(mei)).toHaveCount(0);
  expect(got).toEqual([]);

  const setAt = await set(lucia, "translationUrl", address);
  try {
    await mei.reload();
    await expect(button(mei)).toBeVisible();
    await expect(text).toHaveText(original);

    await test.step("a service that answers in HTML is told of, and the case stays as it is", async () => {
      answer = (response) => response.end("<html>stack trace of somebody else</html>");
      await mei.keyboard.press("t");
      await expect(
        mei.getByText("answered with something that is no translation of this content", { exact: false }),
      ).toBeVisible();
      await expect(mei.getByText("stack trace")).toHaveCount(0);
      await expect(mei.getByRole("button", { name: "No violation" })).toBeEnabled();
    });

    await test.step("asked again, the translation stands below the original, as words", async () => {
      answer = (response) => response.end(JSON.stringify({ translatedText: translated }));
      await mei.keyboard.press("t");
      const shown = mei.getByRole("region", { name: "Machine translation" });
      await expect(shown).toContainText(translated);
      await expect(shown.locator("b")).toHaveCount(0);
      await expect(text).toHaveText(original);
      await expectNoBarriers(mei);
      expect(got.map(({ path }) => path)).toEqual(["/translate", "/translate"]);
      expect(JSON.parse(got[1]?.body ?? "")).toEqual({ q: original, source: "auto", target: "en", format: "text" });
      await mei.keyboard.press("t");
      await expect(shown).toHaveCount(0);
      await mei.keyboard.press("t");
      await expect(shown).toContainText(translated);
      expect(got, "what was translated once is kept").toHaveLength(2);
    });
  } finally {
    await set(lucia, "translationUrl", null, setAt);
  }
  await mei.reload();
  await expect(text).toHaveText(original);
  await expect(button(mei)).toHaveCount(0);
});
