import { createServer, type Server } from "node:http";
import { expect, type Page } from "@playwright/test";
import { aPicture, aVideo } from "../test/media-files";
import { expectNoBarriers, test } from "./steps";

// The one place inside that the desk of these tests may fetch from (playwright.config.ts).
const port = Number(process.env.E2E_PORT ?? 3217) + 10_000;
const at = (path: string) => `http://127.0.0.1:${port}${path}`;
let platform: Server;

test.beforeAll(async () => {
  const files = new Map([
    ["/picture.jpg", await aPicture("#a03050", 640, 420)],
    ["/video", aVideo()],
  ]);
  platform = createServer(({ url = "" }, response) => {
    const file = files.get(url);
    response.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise<void>((ready) => platform.listen(port, "127.0.0.1", ready));
});
test.afterAll(() => {
  platform.closeAllConnections();
  platform.close();
});

/** How often this picture's whole self was asked for by this page. */
function watchLooks(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.startsWith("/api/media/") && searchParams.has("look")) asked.push(pathname);
  });
  return asked;
}

test("a picture is blurred until R is pressed, for two seconds; the look is in the log, and a video waits to be asked for and says where the browser cannot show it", async ({
  deskOf,
  givenACase,
}) => {
  const { id } = await givenACase({
    platform: "aliexpress",
    text: "Buy this watch, it is just like the real one.",
    media: [
      { url: at("/picture.jpg"), alt: "A watch in a box" },
      { url: at("/video"), alt: "The watch on a wrist" },
      { url: at("/gone.jpg"), alt: "Its papers" },
    ],
  });
  const mei = await deskOf("mei");
  await expect(async () => {
    const view = await (await mei.request.get(`/api/cases/${id}`)).json();
    const states = view.content.media.map(({ state }: { state: string }) => state);
    expect(states).toEqual(["stored", "stored", "failed"]);
  }).toPass();
  const looks = watchLooks(mei);
  await mei.goto(`/cases/${id}`);
  const part = mei.getByRole("region", { name: "Pictures and videos" });
  const blurred = part.getByRole("img", { name: "A watch in a box, blurred until asked for" });
  const clear = part.getByRole("img", { name: "A watch in a box", exact: true });

  await test.step("before somebody asks, nothing of the picture is sent, and what is not there says why", async () => {
    await expect(blurred).toBeVisible();
    await expect(part.getByText("Not there any more at the address in the notice.")).toBeVisible();
    await expect(part.getByText("This video is as its sender made it.", { exact: false })).toBeVisible();
    await expect(part.locator("video")).toHaveCount(0);
    expect(looks).toEqual([]);
    await expectNoBarriers(mei);
  });

  await test.step("R shows it and it goes back by itself; Shift and R keep it", async () => {
    await mei.keyboard.press("r");
    await expect(clear).toBeVisible();
    await expect(blurred).toBeVisible();
    expect(looks).toHaveLength(1);
    await mei.keyboard.press("Shift+R");
    await expect(clear).toBeVisible();
    await mei.keyboard.press("Shift+R");
    await expect(blurred).toBeVisible();
    expect(looks).toHaveLength(2);
  });

  await test.step("the video is loaded when its button is pressed, silent, and does not play", async () => {
    const load = part.getByRole("button", { name: "Load The watch on a wrist, without sound; this is recorded" });
    await expect(load).toHaveAttribute("aria-keyshortcuts", "L");
    await mei.keyboard.press("l");
    const video = part.locator("video");
    await expect(video).toBeVisible();
    expect(
      await video.evaluate((element: HTMLVideoElement) => [element.muted, element.paused, element.autoplay]),
    ).toEqual([true, true, false]);
    const sent = await mei.request.get((await video.getAttribute("src")) ?? "", { headers: { range: "bytes=4-" } });
    const { "content-type": type, "content-range": range, "x-content-type-options": sniffing } = sent.headers();
    expect([sent.status(), type, sniffing]).toEqual([206, "video/mp4", "nosniff"]);
    expect(range).toMatch(/^bytes 4-\d+\/\d+$/);
  });

  await test.step("a video that the browser cannot show says so, and is offered as a file", async () => {
    await expect(part.getByRole("alert")).toContainText("This browser cannot show this video");
    const file = part.getByRole("link", { name: "Download the file, as its sender made it" });
    const sent = await mei.request.get((await file.getAttribute("href")) ?? "");
    expect(sent.headers()["content-disposition"]).toMatch(/^attachment; /);
    expect((await sent.body()).equals(aVideo())).toBe(true);
  });

  await test.step("an auditor finds each look, with who and when", async () => {
    // Of this picture and no other: R and Shift with R, and nothing that an earlier test did.
    const tomasz = await deskOf("tomasz", `/audit?verb=media.view&subject=${looks[0]?.split("/").at(-1)}`);
    const row = tomasz.getByRole("row").filter({ hasText: "Picture looked at" }).filter({ hasText: "Mei Lin" });
    await expect(row).toHaveCount(2);
  });
});
