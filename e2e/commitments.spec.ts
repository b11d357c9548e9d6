import { expect } from "@playwright/test";
import { aGate } from "./gate";
import { expectNoBarriers, test } from "./steps";

test("an owner records evidence and a review of a commitment, and an anomaly is at once a task on the board", async ({
  deskOf,
}) => {
  const own = String(Date.now());
  await test.step("an admin gives the commitment to Jonas", async () => {
    const lucia = await deskOf("lucia", "/commitments/aliexpress-2025/AE9");
    await expect(lucia.getByText("Not moderation", { exact: false })).toBeVisible();
    await lucia.getByLabel("Owner", { exact: true }).selectOption({ label: "Jonas Weber" });
    await lucia.getByRole("button", { name: "Save", exact: true }).click();
    await expect(lucia.getByText("Saved.").first()).toBeVisible();
  });

  const jonas = await deskOf("jonas", "/commitments/aliexpress-2025/AE9");
  await test.step("Jonas adds evidence with a file, and a file of another kind is refused by its name", async () => {
    await jonas.getByLabel("What it shows").fill(`The label in the shop ${own}`);
    const file = jonas.getByLabel("File", { exact: true });
    await file.setInputFiles({
      name: "tool.exe",
      mimeType: "application/octet-stream",
      buffer: Buffer.from([0x4d, 0x5a, 0, 1]),
    });
    await jonas.getByRole("button", { name: "Add the evidence" }).click();
    await expect(jonas.getByText("tool.exe", { exact: false })).toBeVisible();
    await file.setInputFiles({ name: "label.txt", mimeType: "text/plain", buffer: Buffer.from(`Seen today ${own}`) });
    await jonas.getByRole("button", { name: "Add the evidence" }).click();
    const evidence = jonas.getByRole("listitem").filter({ hasText: own });
    await expect(evidence).toContainText("label.txt");
    const download = jonas.waitForEvent("download");
    await evidence.getByRole("link", { name: /Download/ }).click();
    expect((await download).suggestedFilename()).toBe("label.txt");
  });

  await test.step("a review without a finding is refused, one with a finding stands there", async () => {
    await jonas.getByRole("button", { name: "Record the review" }).click();
    await expect(jonas.locator("#finding-error")).toBeVisible();
    await jonas.getByLabel("Finding").fill(`The label is on every advertisement. ${own}`);
    await jonas.getByRole("button", { name: "Record the review" }).click();
    await expect(jonas.getByRole("listitem").filter({ hasText: own }).filter({ hasText: "Met" })).toBeVisible();
    await expectNoBarriers(jonas);
  });

  await test.step("an anomaly is a task with Jonas, also on the board, until it is closed", async () => {
    await jonas.getByLabel("What is not as committed").fill(`The repository was down. ${own}`);
    await jonas.getByRole("button", { name: "Record the anomaly" }).click();
    const anomaly = jonas.getByRole("listitem").filter({ hasText: own }).filter({ hasText: "Open" });
    await expect(anomaly).toContainText("With Jonas Weber");
    const board = await deskOf("jonas", "/clocks?kind=commitment_anomaly");
    await expect(board.getByRole("row").filter({ hasText: "AE9" }).first()).toContainText("You");
    await anomaly.getByText("Close the anomaly").first().click();
    await anomaly.getByLabel("What was found and done").fill("A disk was full; it is up again.");
    await anomaly.getByRole("button", { name: "Close the anomaly" }).click();
    await expect(jonas.getByRole("listitem").filter({ hasText: own }).filter({ hasText: "Closed" })).toBeVisible();
  });
});

test("a report to the trustee is made, sealed and downloaded as a page and as a tagged PDF", async ({ deskOf }) => {
  const jonas = await deskOf("jonas", "/commitments/aliexpress-2025/reports");
  await jonas.getByLabel("Last day").fill("2001-01-01");
  await jonas.getByRole("button", { name: "Make the report" }).click();
  await expect(jonas.locator("#to-error")).toBeVisible();
  await jonas.reload();
  await jonas.getByRole("button", { name: "Make the report" }).click();
  const row = jonas.getByRole("row").filter({ hasText: "Jonas Weber" }).first();
  await expect(row).toContainText(/[0-9a-f]{64}/);
  await expectNoBarriers(jonas);
  for (const [name, ending] of [
    [/^PDF of/, "pdf"],
    [/^HTML of/, "html"],
    [/^JSON of/, "json"],
  ] as const) {
    const download = jonas.waitForEvent("download");
    await row.getByRole("link", { name }).click();
    expect((await download).suggestedFilename()).toMatch(new RegExp(`^aliexpress-2025-.*\\.${ending}$`));
  }
  await row.getByRole("button", { name: /Mark as sent/ }).click();
  await expect(row.getByRole("button")).toHaveCount(0);
});

test("while a report to the trustee is made the form says so, pressing again makes no second one, and the new one stands first", async ({
  deskOf,
}) => {
  const jonas = await deskOf("jonas", "/commitments/aliexpress-2025/reports");
  const sent: string[] = [];
  const gate = aGate();
  await jonas.route("**/api/commitments/reports", async (route) => {
    sent.push(route.request().headers()["idempotency-key"] ?? "");
    await gate.opened;
    await route.continue();
  });
  await jonas.getByLabel("First day").fill("2025-02-03");
  await jonas.getByLabel("Last day").fill("2025-02-09");
  const make = jonas.getByRole("button", { name: "Make the report" });
  await make.dblclick();
  const said = jonas.getByRole("status").filter({ hasText: "The report is being made" });
  await expect(said).toBeVisible();
  await expect(make).toHaveAttribute("aria-busy", "true");
  await jonas.getByLabel("Last day").press("Enter");
  gate.open();
  const done = "The report of 2025-02-03 to 2025-02-09 is made and sealed.";
  await expect(jonas.getByRole("status").filter({ hasText: done })).toBeVisible();
  const first = jonas.getByRole("table").getByRole("row").nth(1);
  await expect(first).toContainText("2025-02-03 – 2025-02-09");
  await expect(first).toBeInViewport();
  expect(sent).toEqual([expect.stringMatching(/./)]);
});

test("an auditor reads every register and cannot press anything; a moderator sees none", async ({ deskOf }) => {
  const tomasz = await deskOf("tomasz", "/commitments/aliexpress-2025");
  const main = tomasz.getByRole("main");
  await expect(main.getByRole("link", { name: /^AE1 / })).toBeVisible();
  await expect(main.getByRole("button")).toHaveCount(0);
  await tomasz.goto("/commitments/aliexpress-2025/AE7");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("AE7");
  await expect(main.getByRole("button")).toHaveCount(0);
  await expect(main.getByRole("textbox")).toHaveCount(0);
  await tomasz.goto("/commitments/aliexpress-2025/reports");
  await expect(main.getByRole("heading", { level: 1 })).toHaveText("Reports to the trustee");
  await expect(main.getByRole("button")).toHaveCount(0);
  const mei = await deskOf("mei", "/queue");
  await mei.goto("/commitments");
  await expect(mei.getByRole("heading", { name: "Your role does not see this page", level: 1 })).toBeVisible();
});

test("an admin takes over a register of their own; what is wrong in it is named by its line", async ({ deskOf }) => {
  const lucia = await deskOf("lucia", "/commitments");
  const slug = `port-${Date.now()}`;
  await lucia.getByLabel("Short name").fill(slug);
  await lucia.getByLabel("Title", { exact: true }).fill("Promises of the port");
  const text = lucia.getByLabel("The register", { exact: true });
  await text.fill("ref,group,title,indicators\nP1,Piers,Every pier is inspected,no_such_key");
  await lucia.getByRole("button", { name: "Take over", exact: true }).click();
  await expect(lucia.getByText("Line 2:", { exact: false }).first()).toBeVisible();
  await text.fill("ref,group,title,indicators\nP1,Piers,Every pier is inspected,notices_from_guests");
  await lucia.getByRole("button", { name: "Take over", exact: true }).click();
  await expect(lucia.getByText("The register was taken over", { exact: false })).toBeVisible();
  await lucia.getByRole("link", { name: "Open the register" }).click();
  await expect(lucia).toHaveURL(new RegExp(`/commitments/${slug}$`));
  await expect(lucia.getByRole("link", { name: /^P1 / })).toBeVisible();
});
