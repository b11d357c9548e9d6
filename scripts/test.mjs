// Everything: types, lint and walls, unit and database tests on the embedded database, the database tests again on
// PostgreSQL when there is one, the build, and the browser tests. Ends with the plain line "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ensureBrowser } from "./browser.mjs";
import { buildIfNeeded } from "./build.mjs";
import { requireNode, tools } from "./environment.mjs";
import { testsByKind } from "./test-files.mjs";

requireNode();
const results = join("node_modules", ".cache", "recourse", "results");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0 };
/** Names of what failed, told again at the end: the output before it is longer than most machines keep. */
const failures = [];

function say(text) {
  console.log(`\n── ${text}`);
}

function run(args, env = {}) {
  return spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } }).status ?? 1;
}

/** A step that only passes or fails counts as one test. */
function step(name, status) {
  if (status === 0) total.passed += 1;
  else {
    total.failed += 1;
    failures.push(name);
  }
  console.log(`${name}: ${status === 0 ? "passed" : "FAILED"}`);
}

/** Counts from a report; a run without a readable report is one failure, so that a crash cannot look like success. */
function count(name, file, status, read) {
  let counted = { passed: 0, failed: 0, names: [] };
  if (existsSync(file)) counted = read(JSON.parse(readFileSync(file, "utf8")));
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  if (counted.passed + counted.failed === 0) counted.failed = 1;
  total.passed += counted.passed;
  total.failed += counted.failed;
  const unnamed = counted.failed > 0 && counted.names.length === 0;
  for (const failed of unnamed ? ["something outside a test, see above"] : counted.names)
    failures.push(`${name}: ${failed}`);
}

/** Files of a report by vitest that hold something red: the tests in them, or the whole file where it could not start. */
function failedInVitest(json) {
  return json.testResults.flatMap((file) => {
    const tests = file.assertionResults.filter((test) => test.status === "failed").map((test) => test.fullName);
    const red = tests.length === 0 && file.status === "failed" ? ["could not be started"] : tests;
    return red.map((test) => `${relative(process.cwd(), file.name)} › ${test}`);
  });
}

/** Tests of a report by Playwright that did not pass at their first try. */
function failedInBrowser(suites) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? [])
      .filter((spec) => spec.tests.some((test) => test.status === "unexpected" || test.status === "flaky"))
      .map((spec) => `${spec.file}:${spec.line} › ${spec.title}`),
    ...failedInBrowser(suite.suites ?? []),
  ]);
}

function vitest(name, files, env = {}) {
  say(name);
  const report = join(results, `${name.replace(/\W+/g, "-")}.json`);
  const status = run(
    [tools.vitest, "run", "--reporter=default", "--reporter=json", `--outputFile=${report}`, ...files],
    env,
  );
  count(name, report, status, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests + (json.numFailedTestSuites > 0 && json.numFailedTests === 0 ? 1 : 0),
    names: failedInVitest(json),
  }));
}

async function postgresUrl() {
  if (process.env.TEST_DATABASE_URL) return process.env.TEST_DATABASE_URL;
  const { default: pg } = await import("pg");
  const url = "postgres://postgres@127.0.0.1:5432/postgres";
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.end();
    return url;
  } catch {
    return null;
  }
}

async function browserTests() {
  say("browser tests in a real Chromium");
  try {
    process.env.CHROMIUM_PATH = await ensureBrowser();
    buildIfNeeded();
  } catch (error) {
    console.error(error.message);
    step("browser tests", 1);
    return;
  }
  const report = join(results, "browser.json");
  const status = run([tools.playwright, "test", "--reporter=list,json"], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  count("browser", report, status, (json) => ({
    passed: json.stats.expected,
    failed: json.stats.unexpected + json.stats.flaky,
    names: failedInBrowser(json.suites),
  }));
}

// Tests have a data folder of their own, and neither the database nor the mail server of whoever runs them.
process.env.DATA_DIR = mkdtempSync(join(tmpdir(), "recourse-tests-"));
process.on("exit", () => rmSync(process.env.DATA_DIR, { recursive: true, force: true }));
for (const name of [
  "DATABASE_URL",
  "SMTP_URL",
  "SESSION_SECRET",
  "LINK_SECRET",
  "APP_URL",
  "NEXTAUTH_URL",
  "RECOURSE_MODE",
  "PORT",
])
  delete process.env[name];
const { database, alone, pure } = testsByKind();
say("types");
step("types", run([tools.tsc, "--noEmit"]));
say("lint and walls");
step("lint and walls", run([tools.biome, "check", "--error-on-warnings", "."]));
// Each file has a database of its own, and rules keep nothing: loading each module once for all files saves a third of
// the time. Files that put something else in the place of a module run by themselves.
vitest("unit tests", ["--no-isolate", ...pure]);
function databaseTests(name, env) {
  vitest(`database tests on ${name}`, ["--no-isolate", ...database], env);
  if (alone.length > 0) vitest(`database tests on ${name}, with modules replaced`, alone, env);
}
databaseTests("the embedded database", { TEST_DATABASE: "pglite" });
const url = await postgresUrl();
if (url) databaseTests("PostgreSQL", { TEST_DATABASE: "postgres", TEST_DATABASE_URL: url });
else
  say("no PostgreSQL found (set TEST_DATABASE_URL to use one): the database tests ran on the embedded database only");
await browserTests();
say(`databases used: embedded${url ? " and PostgreSQL" : " only"}`);
if (failures.length > 0) say(`failed\n${failures.map((name) => `   ${name}`).join("\n")}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
