import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { lockFolder } from "@/db/folder-lock";
import { chainHash } from "@/lib/platform/audit-chain.rules";
import { secrets } from "@/lib/platform/env";
import { run as exportLog } from "./audit-export";
import { run as verify } from "./audit-verify";
import { run as addPeople } from "./people-add";

const folder = mkdtempSync(join(tmpdir(), "cli-"));
beforeAll(() => {
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", "");
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Runs a command and gives what a terminal would show. */
async function ran(command: typeof verify, args: string[], input = "") {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const code = await command(args, { input: Readable.from(input ? [Buffer.from(input)] : []), output, errors });
  output.end();
  const text = (await output.toArray()).join("");
  return {
    code,
    text,
    lines: text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

function anExport(length: number): string[] {
  const entries: { position: number; hash: string; chain: string }[] = [];
  for (let position = 1; position <= length; position += 1) {
    const said = {
      chain: "desk",
      at: "2026-11-20T10:00:00.000Z",
      actorKind: "system",
      actorId: "cli",
      verb: "person.add",
      outcome: "done",
      subjectKind: "person",
      subjectId: String(position),
    };
    const body = JSON.stringify({ ...said, detail: {} });
    const prevHash = entries.at(-1)?.hash ?? "";
    entries.push({ ...said, position, body, prevHash, hash: chainHash(prevHash, body) } as (typeof entries)[number]);
  }
  const { chain, position, hash } = entries.at(-1) ?? { chain: "desk", position: 0, hash: "" };
  return [{ head: { chain, position, hash } }, ...entries].map((line) => JSON.stringify(line));
}
function kept(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

test("an export is verified without a database, and a changed line is named by its position", async () => {
  const lines = anExport(4);
  const whole = await ran(verify, ["--file", kept("whole.ndjson", lines)]);
  expect([whole.code, whole.lines[0]]).toMatchObject([0, { ok: true, entries: 4 }]);
  const changed = lines.map((line, n) => (n === 2 ? line.replaceAll('person.add\\"', 'person.end\\"') : line));
  const broken = await ran(verify, ["--file", kept("broken.ndjson", changed)]);
  expect(broken.code).toBe(1);
  expect(broken.lines[0].faults).toMatchObject([
    { position: 2, fault: "body" },
    { position: 2, fault: "columns" },
  ]);
  const cut = await ran(verify, ["--file", kept("cut.ndjson", lines.slice(0, -1))]);
  expect(cut.lines[0].faults).toMatchObject([{ position: 4, fault: "tail" }]);
});

test("an answer kept elsewhere betrays an export whose last entries and heads are gone", async () => {
  const earlier = await ran(verify, ["--file", kept("earlier.ndjson", anExport(4))]);
  const shorter = kept("shorter.ndjson", anExport(3));
  const anchors = kept("anchors.ndjson", [earlier.text.trim()]);
  expect((await ran(verify, ["--file", shorter])).code).toBe(0);
  const told = await ran(verify, ["--file", shorter, "--anchors", anchors]);
  expect([told.code, told.lines[0].faults[0]]).toMatchObject([1, { fault: "tail", position: 4 }]);
});

test("a file that is no export, a missing one and an unknown option are told apart", async () => {
  expect((await ran(verify, ["--file", kept("odd.ndjson", ['{"a":1}'])])).lines[0].error).toMatchObject({
    code: "invalid_line",
    message: expect.stringContaining("Line 1"),
  });
  expect((await ran(verify, ["--file", kept("text.ndjson", ["hello"])])).lines[0].error.code).toBe("invalid_json");
  expect((await ran(verify, ["--file", join(folder, "none")])).code).toBe(1);
  expect((await ran(verify, ["--nothing"])).code).toBe(2);
});

test("the first admin is added from the terminal, twice the same address is told, and the log is whole", async () => {
  const input =
    '{"id":1,"email":"ana@example.org","name":"Ana","role":"admin"}\n{"id":2,"email":"ANA@example.org","name":"Ana","role":"admin"}\n{"id":3,"email":"x","name":"","role":"boss"}\n';
  const added = await ran(addPeople, [], input);
  expect(added.code).toBe(1);
  expect(added.lines[0]).toMatchObject({
    id: 1,
    email: "ana@example.org",
    password: expect.stringMatching(/^\S{23}$/),
  });
  expect(added.lines[1]).toMatchObject({ id: 2, error: { code: "email_taken" } });
  expect(added.lines[2]).toMatchObject({ id: 3, error: { code: "invalid", field: "email" } });
  expect((await ran(addPeople, ["--email", "only@example.org"])).code).toBe(2);
  // Who was added, and the refusal of the second address.
  const checked = await ran(verify, []);
  expect([checked.code, checked.lines[0]]).toMatchObject([0, { ok: true, entries: 2 }]);
  const exported = await ran(exportLog, []);
  const file = kept("log.ndjson", [exported.text.trim()]);
  expect((await ran(verify, ["--file", file])).lines[0]).toMatchObject({ ok: true, entries: 4 });
}, 60_000);

test("while the app holds the folder the terminal asks the app, with the secret of the folder", async () => {
  const release = lockFolder(folder);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization === `Bearer ${secrets().cli}`}`);
    const isPeople = request.url === "/api/cli/people";
    response.end(
      isPeople
        ? '{"personId":"p","password":"secret"}'
        : '{"entries":5}\n{"report":{"ok":true,"entries":5,"chains":[],"faultCount":0,"faults":[]}}\n',
    );
  });
  try {
    expect((await ran(verify, [])).lines[0].error.message).toContain("in use by process");
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    writeFileSync(join(folder, "address"), `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}\n`);
    expect((await ran(verify, [])).lines[0]).toMatchObject({ ok: true, entries: 5 });
    expect((await ran(addPeople, [], '{"email":"b@example.org"}')).lines[0]).toMatchObject({
      personId: "p",
      password: "secret",
    });
    expect(asked).toEqual(["POST /api/cli/audit/verify true", "POST /api/cli/people true"]);
  } finally {
    server.close();
    release();
  }
});
