import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { badDocuments } from "@/test/bad-documents";
import { lantern } from "@/test/policy-drafts";
import { run as exportRun } from "./policy-export";
import { run as importRun } from "./policy-import";

const folder = mkdtempSync(join(tmpdir(), "recourse-import-"));
beforeAll(() => {
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", "");
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

async function ran(run: typeof importRun, args: string[]) {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const written = text(output);
  const code = await run(args, { input: Readable.from([]), output, errors });
  output.end();
  errors.end();
  return { code, out: await written, errors: await text(errors) };
}

const guidelines = join(process.cwd(), "test", "rule-documents", "lantern-house-rules.md");

test("a document is printed as one line: its clauses, rows, and the lines that became neither", async () => {
  const { code, out, errors } = await ran(importRun, [guidelines, "--platform", "lantern"]);
  expect(code).toBe(0);
  expect(out.trimEnd().split("\n")).toHaveLength(1);
  const draft = JSON.parse(out);
  expect(draft.clauses).toContainEqual(
    expect.objectContaining({
      ref: "2(c)(1)",
      parent: "2(c)",
      kind: "prohibition",
      title: "threats against collectors",
      lines: [22, 22],
      confidence: 0.95,
    }),
  );
  expect(draft.rows[0]).toMatchObject({ ref: "1.2", role: "any", step: "base", lines: [11, 13] });
  expect(draft.notUnderstood).toContainEqual(expect.objectContaining({ line: 50, text: "YesNo" }));
  expect(errors).toContain("0 of them unexplained");
});

test.each(badDocuments())("$what is told with its place, and nothing else is printed or stored", async (document) => {
  const file = join(folder, document.name);
  writeFileSync(file, document.bytes);
  for (const save of [[], ["--save"]]) {
    const { code, out } = await ran(importRun, [file, "--platform", "aliexpress", ...save]);
    expect(code).toBe(1);
    const { code: reason, place } = document;
    expect(JSON.parse(out)).toEqual({ error: { code: reason, message: expect.any(String), place } });
  }
});

// The only one here that makes a database, four times opened: what follows would find it held if this were given up.
test("with --save the draft is stored, and a version that lives only in the database is exported", {
  timeout: 300_000,
}, async () => {
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  const { terminal } = await import("@/lib/platform/cli-route");
  const { addPlatform } = await import("@/lib/policy/add-platform.command");
  const unknown = await ran(importRun, [guidelines, "--platform", "lantern", "--save"]);
  expect([unknown.code, JSON.parse(unknown.out)]).toEqual([
    1,
    { error: expect.objectContaining({ code: "platform_not_here" }) },
  ]);
  const door = await openDataDoor();
  expect(await addPlatform(terminal, lantern)).toMatchObject({ ok: true });
  await door.close();
  const { code, out } = await ran(importRun, [guidelines, "--platform", "lantern", "--save"]);
  expect(code).toBe(0);
  expect(JSON.parse(out).saved).toMatchObject({ platform: "lantern", ref: "v1", rev: 0 });
  const exported = await ran(exportRun, ["--platform", "lantern", "--version", "unrecorded"]);
  expect(exported.code).toBe(0);
  expect(JSON.parse(exported.out)).toMatchObject({
    platform: "lantern",
    version: { id: "unrecorded", textAvailable: false },
  });
});

test.each([
  [["--platform", "lantern"]],
  [[guidelines]],
  [[guidelines, "--platform", "No Slug"]],
  [[guidelines, "--platform", "lantern", "--format", "pdf"]],
  [[join(folder, "missing.md"), "--platform", "lantern"]],
])("bad usage is exit code 2: %j", async (args) => {
  const { code, out } = await ran(importRun, args);
  expect([code, out]).toEqual([2, ""]);
});

test("an exported version is one line of JSON that the import reads again", async () => {
  const exported = await ran(exportRun, ["--platform", "alibaba", "--version", "v2"]);
  expect(exported.code).toBe(0);
  const file = join(folder, "v2.json");
  writeFileSync(file, exported.out);
  const { code, out } = await ran(importRun, [file, "--platform", "alibaba"]);
  expect(code).toBe(0);
  expect(JSON.parse(out).version).toEqual(JSON.parse(exported.out));
});

test("a version or platform that is not there is named, with those that are", async () => {
  const version = await ran(exportRun, ["--platform", "wechat", "--version", "v7"]);
  expect([version.code, version.out]).toEqual([2, ""]);
  expect(version.errors).toContain("cg-undated");
  const platform = await ran(exportRun, ["--platform", "myspace", "--version", "v1"]);
  expect(platform.code).toBe(2);
  expect(platform.errors).toContain("taobao-weitao");
});
