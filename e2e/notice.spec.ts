import { expect, type Page } from "@playwright/test";
import { reportSnippet } from "../lib/intake/report-button.rules";
import { expectNoBarriers, test } from "./steps";

let places = 0;
const aPlace = () => `https://www.aliexpress.com/item/e2e-${Date.now()}-${places++}.html`;

async function fillReport(page: Page, location: string) {
  await page.getByLabel("AliExpress", { exact: true }).check();
  await page.getByLabel("Where is it?").fill(location);
  await page.getByLabel("I think it breaks the rules of the platform").check();
  await page.getByLabel("Why should it be looked at?").fill("The seller asks to be paid outside the platform.");
  await page.getByLabel("I believe in good faith", { exact: false }).check();
}

const reference = /^N-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

test("a guest reports content, gets a reference, and follows the report by its link", async ({ page }) => {
  const place = aPlace();
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Report content" }).click();
  await expectNoBarriers(page);
  await fillReport(page, place);
  await page.getByRole("button", { name: "Send this report" }).click();
  await expect(page.getByRole("heading", { name: "We have your report" })).toBeVisible();
  await expect(page.locator("main code")).toHaveText(reference);
  await expectNoBarriers(page);
  await page.getByRole("link", { name: "Follow this report" }).click();
  await expect(page.getByText(place)).toBeVisible();
  await expect(page.getByText("Waiting to be looked at")).toBeVisible();
  await expectNoBarriers(page);
});

test("an address that names a parameter twice leads to a page like any other", async ({ page }) => {
  await page.goto("/notice?reference=N-7K3P-Q9XD&reference=x&key=");
  await expect(page.getByLabel("Reference")).toHaveValue("N-7K3P-Q9XD");
  expect((await page.goto("/notice/N-7K3P-Q9XD?key=a&key=b"))?.status()).toBe(404);
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  expect((await page.goto("/report/sent?reference=a&reference=b&key=c"))?.status()).toBe(404);
  expect((await page.goto("/notice/%E0%A4?key=a"))?.status()).toBe(404);
});

test("an empty report is not sent: each missing answer is named, linked, and what was typed stays", async ({
  page,
}) => {
  await page.goto("/report");
  await page.getByLabel("Where is it?").fill("https://a.example/1\njavascript:alert(1)");
  await page.getByRole("button", { name: "Send this report" }).click();
  const summary = page.getByRole("alert").filter({ hasText: "Some answers need another look" });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole("link")).toHaveCount(5);
  await expect(summary).toContainText("Line 2");
  await expect(page.getByLabel("Where is it?")).toHaveValue("https://a.example/1\njavascript:alert(1)");
  await expectNoBarriers(page);
  await summary.getByRole("link", { name: /Why it should be looked at/ }).click();
  await expect(page.getByLabel("Why should it be looked at?")).toBeFocused();
});

test("a platform's button leads to a form with the platform and the address filled in", async ({ page }) => {
  const place = aPlace();
  await page.goto(`/report?platform=wechat&location=${encodeURIComponent(place)}`);
  await expect(page.getByLabel("WeChat", { exact: true })).toBeChecked();
  await expect(page.getByLabel("Where is it?")).toHaveValue(place);
});

test("the whole report can be made by keyboard alone", async ({ page }) => {
  await page.goto(`/report?platform=aliexpress&location=${encodeURIComponent(aPlace())}`);
  await page.getByLabel("AliExpress", { exact: true }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Where is it?")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("They sell copies.");
  const goodFaith = page.getByLabel("I believe in good faith", { exact: false });
  for (
    let presses = 0;
    presses < 20 && !(await goodFaith.evaluate((box) => box === document.activeElement));
    presses += 1
  )
    await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "We have your report" })).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("an address where nothing is says so in a page that can be read", async ({ page }) => {
    for (const path of [
      "/transparency/nope",
      "/terms/nope",
      "/terms/nope/misuse",
      "/nope",
      "/transparency/wechat/nope",
    ]) {
      expect((await page.goto(path))?.status()).toBe(404);
      await expect(page.getByRole("heading", { name: "This page does not exist" })).toBeVisible();
    }
  });

  test("a guest reports three addresses in one notice and sees all three", async ({ page }) => {
    const three = [aPlace(), aPlace(), aPlace()];
    await page.goto("/report");
    await fillReport(page, three.join("\n"));
    await page.getByRole("button", { name: "Send this report" }).click();
    await expect(page.getByRole("heading", { name: "We have your report" })).toBeVisible();
    await page.getByRole("link", { name: "Follow this report" }).click();
    for (const place of three) await expect(page.getByText(place)).toBeVisible();
  });

  test("links to pictures go with the address they belong to, and one that belongs nowhere is asked about", async ({
    page,
    deskOf,
  }) => {
    const [one, other] = [aPlace(), aPlace()];
    await page.goto("/report");
    await fillReport(page, `${one}\n${other}`);
    await page.getByText("More that may help").click();
    const links = page.getByLabel("Links to its pictures or videos");
    await links.fill("https://pictures.example/lamp.png");
    await page.getByRole("button", { name: "Send this report" }).click();
    const alert = page.getByRole("alert").filter({ hasText: "Some answers need another look" });
    await expect(alert).toContainText("Line 1: begin it with the number");
    await links.fill("2 ftp://pictures.example/lamp.png");
    await page.getByRole("button", { name: "Send this report" }).click();
    await expect(alert).toContainText("only addresses that begin with http:// or https:// are fetched");
    await links.fill("2 https://pictures.example/lamp.png");
    await page.getByRole("button", { name: "Send this report" }).click();
    await expect(page.getByRole("heading", { name: "We have your report" })).toBeVisible();
    const desk = await deskOf("mei", "/queue", { javaScriptEnabled: true });
    const { hits } = await (await desk.request.get(`/api/search?q=${encodeURIComponent(other)}`)).json();
    const { content } = await (await desk.request.get(`/api${hits[0].href}`)).json();
    expect(content.media).toHaveLength(1);
    expect(JSON.stringify(content.media), "the browser is never given the address").not.toContain("pictures.example");
  });

  test("errors come back with what was typed, and the second try is taken", async ({ page }) => {
    await page.goto("/report");
    await fillReport(page, aPlace());
    await page.getByText("More that may help").click();
    await page.getByLabel("Medicines").check();
    await page.getByLabel("Your e-mail address").fill("not an address");
    await page.getByRole("button", { name: "Send this report" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Some answers need another look" })).toContainText(
      "E-mail address: write an e-mail address",
    );
    await expect(page.getByLabel("Why should it be looked at?")).toHaveValue(
      "The seller asks to be paid outside the platform.",
    );
    await expect(page.getByLabel("Medicines")).toBeChecked();
    await page.getByLabel("Your e-mail address").fill("guest@example.org");
    await page.getByRole("button", { name: "Send this report" }).click();
    await expect(page.getByText("We are also sending a receipt")).toBeVisible();
  });

  test("a report is found again by reference and key, and not by a key cut by one letter", async ({ page }) => {
    await page.goto("/report");
    const place = aPlace();
    await fillReport(page, place);
    await page.getByRole("button", { name: "Send this report" }).click();
    const link = new URL(
      (await page.getByRole("link", { name: "Follow this report" }).getAttribute("href")) ?? "",
      page.url(),
    );
    const key = link.searchParams.get("key") ?? "";
    await page.goto("/notice");
    await page.getByLabel("Reference, or the whole link").fill(link.pathname.split("/").at(-1)?.toLowerCase() ?? "");
    await page.getByLabel("Key").fill(key.slice(0, -1));
    await page.getByRole("button", { name: "Show this report" }).click();
    await expect(page.getByRole("alert")).toContainText("We found no notice with this reference and this key");
    await page.getByLabel("Reference, or the whole link").fill(link.href);
    await page.getByRole("button", { name: "Show this report" }).click();
    await expect(page.getByText(place)).toBeVisible();
  });
});

test("the form speaks Chinese to a reader who chose it", async ({ page, baseURL }) => {
  await page.context().addCookies([{ name: "locale", value: "zh-Hans", url: baseURL }]);
  await page.goto("/report");
  await expect(page.getByRole("heading", { name: "举报内容", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "提交举报" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "有些内容需要修改" })).toBeVisible();
  await expectNoBarriers(page);
});

test("a guest reports in German without script: form, refusals, confirmation and the report's own page are in German, and a phone shows them whole", async ({
  aVisitor,
}) => {
  const page = await aVisitor({ javaScriptEnabled: false, locale: "de-AT", viewport: { width: 390, height: 844 } });
  const fitsAPhone = () => page.locator("html").evaluate((root) => root.scrollWidth <= root.clientWidth);
  const place = aPlace();
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByRole("main").getByRole("link", { name: "Inhalt melden" }).click();
  await page.getByLabel("Wo ist es?").fill(place);
  await page.getByRole("textbox", { name: "Ihre E-Mail-Adresse" }).fill("keine Adresse");
  await page.getByRole("button", { name: "Diese Meldung senden" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Einige Angaben müssen Sie noch einmal ansehen" });
  await expect(alert.getByRole("link")).toHaveText([
    "Plattform: Das wird gebraucht.",
    "Was daran falsch ist: Das wird gebraucht.",
    "Warum es geprüft werden sollte: Das wird gebraucht.",
    "E-Mail-Adresse: Geben Sie eine E-Mail-Adresse wie name@example.org an.",
    "Guter Glaube: Bestätigen Sie, dass Ihre Angaben richtig und vollständig sind, soweit Sie es wissen.",
  ]);
  expect(await fitsAPhone()).toBe(true);
  await page.getByLabel("AliExpress", { exact: true }).check();
  await page.getByLabel("Ich halte es für rechtswidrig").check();
  await page.getByLabel("Warum sollte es geprüft werden?").fill("Das ist eine Fälschung.");
  await page.getByRole("textbox", { name: "Ihre E-Mail-Adresse" }).fill("");
  await page.getByLabel("Ich bin in gutem Glauben", { exact: false }).check();
  await page.getByRole("button", { name: "Diese Meldung senden" }).click();
  await expect(page.getByRole("heading", { name: "Ihre Meldung ist angekommen" })).toBeVisible();
  await expect(page.locator("main code")).toHaveText(reference);
  expect(await fitsAPhone()).toBe(true);
  await page.getByRole("link", { name: "Diese Meldung verfolgen" }).click();
  await expect(page.getByText("Wartet auf Prüfung")).toBeVisible();
  await expect(page.getByText(place)).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
});

test("a button labelled in Polish leads a reader of English to the Polish form, and what follows stays Polish until they choose", async ({
  aVisitor,
  baseURL,
}) => {
  const place = aPlace();
  const page = await aVisitor({ locale: "en-GB", javaScriptEnabled: false });
  const about = { ours: baseURL ?? "", platform: "aliexpress", language: "pl", label: "Zgłoś tę treść" } as const;
  await page.setContent(reportSnippet({ ...about, look: "form" }).replace("CONTENT_ADDRESS", place));
  await page.getByRole("button", { name: "Zgłoś tę treść" }).click();
  await expect(page.getByRole("heading", { name: "Zgłoś treść", level: 1 })).toBeVisible();
  await expect(page.getByLabel("Gdzie ona jest?")).toHaveValue(place);
  await page.getByLabel("Uważam, że narusza zasady serwisu").check();
  await page.getByRole("button", { name: "Wyślij to zgłoszenie" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Niektóre odpowiedzi wymagają poprawy" })).toBeVisible();
  await page.getByLabel("Dlaczego należy to sprawdzić?").fill("To podróbka.");
  await page.getByLabel("W dobrej wierze uważam", { exact: false }).check();
  await page.getByRole("button", { name: "Wyślij to zgłoszenie" }).click();
  await expect(page.getByRole("heading", { name: "Otrzymaliśmy Państwa zgłoszenie" })).toBeVisible();
  await page.getByRole("link", { name: "Sprawdź to zgłoszenie" }).click();
  await expect(page.getByText("Czeka na sprawdzenie")).toBeVisible();
  await page.getByRole("contentinfo").getByRole("button", { name: "Français" }).click();
  await expect(page.getByText("En attente d’examen")).toBeVisible();
});

test("somebody of the desk who reads the report form in another language keeps the language that they work in", async ({
  deskOf,
}) => {
  const mei = await deskOf("mei", "/queue");
  const before = await mei.locator("html").getAttribute("lang");
  await mei.goto("/report");
  await mei.getByRole("contentinfo").getByRole("button", { name: "Polski" }).click();
  await expect(mei.getByRole("heading", { name: "Zgłoś treść", level: 1 })).toBeVisible();
  await mei.goto("/queue");
  await expect(mei.locator("html")).toHaveAttribute("lang", before ?? "");
});
