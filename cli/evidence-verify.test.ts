import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { caseArchive } from "@/lib/evidence/archive.queries";
import { exportCase } from "@/lib/evidence/export-case.command";
import { appendAudit } from "@/lib/platform/audit";
import { auditChainHeads, auditExport } from "@/lib/platform/audit-verify";
import { aToldDecision } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";
import { run as key } from "./evidence-key";
import { run as verify } from "./evidence-verify";

const { opened } = withTestDatabase();
const folder = mkdtempSync(join(tmpdir(), "evidence-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const now = new Date("2016-10-01T10:00:00Z");

async function ran(command: typeof verify, args: string[]) {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const code = await command(args, { input: Readable.from([]), output, errors });
  output.end();
  errors.end();
  const [text, said] = [(await output.toArray()).join(""), (await errors.toArray()).join("")];
  return { code, said, line: text === "" ? null : JSON.parse(text) };
}

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  const told = await aToldDecision(db, { by: await aColleague(db) });
  const tomasz = await aColleague(db, { role: "auditor" });
  const exported = await exportCase(tomasz, told, now);
  if (!exported.ok) throw new Error(exported.reason);
  const pieces: Uint8Array[] = [];
  for await (const piece of caseArchive(db, tomasz, exported.value, now)) pieces.push(piece);
  writeFileSync(at("case.zip"), Buffer.concat(pieces));
  writeFileSync(at("heads.json"), JSON.stringify({ chains: await auditChainHeads(db) }));
  const subject = { kind: "case", id: told.caseId, platformId: "taobao-weitao" };
  await appendAudit(db, { actor: tomasz, verb: "case.view", outcome: "viewed", subject, now });
  const log: string[] = [];
  for await (const part of auditExport(db)) log.push(part);
  writeFileSync(at("log.ndjson"), log.join(""));
  const forged = log.join("").replace(/("chain":"taobao-weitao","position":)(\d+)(.*?"hash":")[0-9a-f]/g, "$1$2$3z");
  writeFileSync(at("other-log.ndjson"), forged);
});

test("an archive is checked against the key of its installation, heads kept elsewhere and the whole log", async () => {
  const { line } = await ran(key, []);
  const all = ["--key", line.keyId, "--anchors", at("heads.json"), "--log", at("log.ndjson")];
  const checked = await ran(verify, [at("case.zip"), ...all]);
  expect(checked).toMatchObject({
    code: 0,
    line: { ok: true, signer: "expected", signatures: "checked", faultCount: 0 },
  });
  // The made-up snapshot has a made-up hash: of the signature and the heads nothing is in doubt.
  expect(checked.said.trim().split("\n")).toEqual([expect.stringMatching(/^Doubt: snapshots\.ndjson /)]);
});

test("without a key it says plainly that the signatures were not checked", async () => {
  const checked = await ran(verify, [at("case.zip")]);
  expect(checked).toMatchObject({ code: 0, line: { ok: true, signer: "not_compared", signatures: "not checked" } });
  expect(checked.said).toContain("Signatures were not checked");
});

test("with a key, a file that is cut off or no archive has nothing checked, and nobody says that a key is missing", async () => {
  const { line } = await ran(key, []);
  const whole = readFileSync(at("case.zip"));
  writeFileSync(at("cut.zip"), whole.subarray(0, whole.length / 2));
  for (const name of ["cut.zip", "heads.json"]) {
    const checked = await ran(verify, [at(name), "--key", line.keyId]);
    expect(checked).toMatchObject({ code: 1, line: { ok: false, signatures: "not checked" } });
    expect(checked.said).not.toContain("without --key");
  }
});

test("a log that tells the case otherwise is named, position by position", async () => {
  const checked = await ran(verify, [at("case.zip"), "--log", at("other-log.ndjson")]);
  expect(checked).toMatchObject({ code: 1, line: { ok: false } });
  expect(checked.line.faults[0]).toMatchObject({ file: "audit/taobao-weitao.ndjson" });
});

test("what is no archive, no log or no file is told in a sentence, and bad usage is 2", async () => {
  expect(await ran(verify, [at("heads.json")])).toMatchObject({
    code: 1,
    line: { ok: false, faults: [{ file: "the archive" }] },
  });
  expect(await ran(verify, [at("case.zip"), "--log", at("case.zip")])).toMatchObject({ code: 1 });
  expect(await ran(verify, [at("nothing.zip")])).toMatchObject({ code: 1, line: { error: { code: "failed" } } });
  for (const args of [[], ["a", "b"], ["a", "--key", "short"], ["a", "--other"]])
    expect(await ran(verify, args)).toMatchObject({ code: 2, line: null });
});
