import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 3217);
// One folder for the server and the tests of this run; workers inherit it from the first process.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "recourse-e2e-"));
const dataDir = process.env.E2E_DATA_DIR;

process.env.MAIL_EVENTS_SECRET ??= `whsec_${randomBytes(32).toString("base64")}`;
const mailEventsSecret = process.env.MAIL_EVENTS_SECRET;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // Generous: assertions end as soon as they hold, and a machine that is busy with other things is only slower.
  timeout: 600_000,
  expect: { timeout: 60_000, toPass: { timeout: 120_000 } },
  use: {
    // What is pressed or filled in waits as long as what is expected, not for the whole of the test.
    actionTimeout: 60_000,
    baseURL: `http://127.0.0.1:${port}`,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    viewport: { width: 1440, height: 900 },
    // Recording slows every step down. What a page showed when its test failed is kept without it.
    screenshot: "only-on-failure",
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: ["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  webServer: {
    command: "node scripts/start.mjs",
    url: `http://127.0.0.1:${port}/api/v1/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    stdout: "pipe",
    env: {
      PORT: String(port),
      APP_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: dataDir,
      DATABASE_URL: process.env.E2E_DATABASE_URL ?? "",
      SMTP_URL: "",
      // What a mail service would sign its reports with: a test stands in for it.
      MAIL_EVENTS_SECRET: mailEventsSecret,
      RECOURSE_MODE: "demo",
      // Where a test stands in for a platform's server of pictures: the desk asks no other place inside.
      MEDIA_FETCH_ALLOW: `127.0.0.1:${port + 10_000}`,
    },
  },
});
