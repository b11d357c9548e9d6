import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { tools } from "./environment.mjs";

const places = [
  process.env.CHROMIUM_PATH,
  // The same engine without what only a window needs: a test costs a third less.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

async function playwrightsOwn() {
  try {
    const { chromium } = await import("@playwright/test");
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** A Chromium that exists on this machine, or undefined. */
export async function findBrowser() {
  return [...places.slice(0, 1), await playwrightsOwn(), ...places.slice(1)].find((path) => path && existsSync(path));
}

function installed(command, args) {
  return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}

/** Finds a Chromium, or installs one; throws one plain sentence when neither can be done. */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("No Chromium here: installing Debian's, and a Chinese font …");
    installed("apt-get", ["update", "-qq"]);
    const install = (name) =>
      installed("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name, "fonts-noto-cjk"]);
    // Older releases have no package for the engine alone.
    if (!install("chromium-headless-shell")) install("chromium");
  } else {
    console.log("No Chromium here: asking Playwright for its own …");
    installed(process.execPath, [tools.playwright, "install", "chromium"]);
  }
  const now = await findBrowser();
  if (now) return now;
  throw new Error(
    "The browser tests need a Chromium: install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or set CHROMIUM_PATH.",
  );
}

if (fileURLToPath(import.meta.url) === process.argv[1]) {
  try {
    console.log(await ensureBrowser());
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
