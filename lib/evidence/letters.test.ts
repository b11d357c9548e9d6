import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { statements } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { readBack } from "@/test/pdf";
import { aColleague } from "@/test/town";
import { unzipped } from "@/test/unzip";
import type { Manifest } from "./archive.contract";
import { caseArchive } from "./archive.queries";
import { exportCase } from "./export-case.command";
import { checkLetters } from "./letters-check";
import { verifyArchive } from "./verify-archive";
import { contentOf, sha256Of, zipEntries } from "./zip-reader";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = after(days(3));
let [mei, amara, tomasz]: Person[] = [];
let made: { archive: Buffer; decisionId: string };

const bytesOf = (all: Uint8Array) => ({
  size: all.byteLength,
  read: async (at: number, length: number) => all.subarray(at, at + length),
});
const plain = (text: string) => text.replace(/\s+/g, "");

/** The archive of a case whose decision was told, appealed against and upheld. */
async function anArchive(): Promise<typeof made> {
  const { decisionId, caseId } = await aToldDecision(db(), { by: mei as Person });
  const appeal = await aTakenAppeal(db(), decisionId, amara as Person);
  const { appealId, version } = appeal;
  const answer = { appealId, version, outcome: "upheld", reasons };
  const answered = await answerAppeal(amara as Person, answer, after(days(2)));
  if (!answered.ok) throw new Error(JSON.stringify(answered));
  await theWorkerRuns(db(), after(days(2) + 3600));
  const exported = await exportCase(tomasz as Person, { caseId }, now);
  if (!exported.ok) throw new Error(exported.reason);
  const pieces: Uint8Array[] = [];
  for await (const piece of caseArchive(db(), tomasz as Person, exported.value, now)) pieces.push(piece);
  return { archive: Buffer.concat(pieces), decisionId };
}

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  tomasz = await aColleague(db(), { role: "auditor" });
  made = await anArchive();
});

test("every letter that went out, and the answer to the appeal, is in the archive as a tagged PDF that says what its row says", async () => {
  const { archive, decisionId } = made;
  const entries = await zipEntries(bytesOf(archive));
  const sent = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
  const gone = sent.filter(({ delivery }) => delivery !== "held" && delivery !== "cancelled");
  expect(gone.length).toBeGreaterThan(1);
  const files = entries.map(({ path }) => path).filter((path) => path.startsWith("letters/"));
  expect(files).toHaveLength(gone.length + 1);
  for (const { id, subject, language } of gone) {
    const { info, tagged, marks } = await readBack(await contentOf(bytesOf(archive), entries, `letters/${id}.pdf`));
    expect(marks).toMatchObject({ Marked: true });
    expect(info).toMatchObject({ Title: subject, Language: language });
    const whole = tagged.map(({ text }) => text).join("");
    expect(
      plain(
        tagged
          .filter(({ role }) => role === "H1")
          .map(({ text }) => text)
          .join(""),
      ),
    ).toBe(plain(subject));
    expect(whole, "the addressee's own link speaks for them").not.toMatch(/\/(decision|notice)\/[\w.-]{20,}/);
  }
});

test("the documented check makes each letter again from its row: no fault, no doubt, and it says how many there are", async () => {
  const report = await verifyArchive(bytesOf(made.archive));
  expect(report).toMatchObject({ ok: true, faults: [], letters: 3 });
  expect(report.doubts.filter(({ file }) => file.startsWith("letters/"))).toEqual([]);
});

test("a letter's PDF that says something else than its row is a doubt; one without its file or its row is a fault", async () => {
  const files = unzipped(made.archive);
  const { letters } = JSON.parse(files.get("manifest.json") ?? "") as Pick<Manifest, "letters">;
  const [first] = letters;
  const row = (files.get("statements.ndjson") ?? "").split("\n").find((line) => line.includes(`"id":"${first?.id}"`));
  const check = async (told: { sha256: string; isThere: boolean; hasRow: boolean }) => {
    const said: string[] = [];
    const rows = async function* () {
      if (told.hasRow) yield JSON.parse(row ?? "");
    };
    const there = told.isThere ? [{ path: first?.file ?? "", sha256: told.sha256 }] : [];
    const one = letters.slice(0, 1);
    const note = (kind: string) => (_file: string, detail: string) => void said.push(`${kind} ${detail}`);
    await checkLetters({ letters: one, files: there, rows }, note("fault"), note("doubt"));
    return said;
  };
  const entries = await zipEntries(bytesOf(made.archive));
  const sha256 = sha256Of(await contentOf(bytesOf(made.archive), entries, first?.file ?? ""));
  expect(await check({ sha256, isThere: true, hasRow: true })).toEqual([]);
  expect(await check({ sha256: "0".repeat(64), isThere: true, hasRow: true })).toEqual([
    "doubt is not what this release makes of its row in statements.ndjson",
  ]);
  expect(await check({ sha256, isThere: false, hasRow: true })).toEqual(["fault is missing"]);
  expect(await check({ sha256, isThere: true, hasRow: false })).toEqual(["fault has no row in statements.ndjson"]);
});
