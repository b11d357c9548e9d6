import { and, desc, eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { appeals, media, snapshots, statements } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { fileAppeal } from "@/lib/appeals/file.command";
import { lookAtAppeal } from "@/lib/appeals/first-look.command";
import { takeAppeal } from "@/lib/appeals/take.command";
import { decideCase } from "@/lib/decisions/decide.command";
import { signLink } from "@/lib/decisions/link.rules";
import { fileOfSeal, RowSeals, type SealName, sealNames } from "@/lib/decisions/row-seal.rules";
import { undoDecision } from "@/lib/decisions/undo.command";
import { putBytes } from "@/lib/intake/media.store";
import { snapshotHash } from "@/lib/intake/snapshot.rules";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, reasons, someWords, theWorkerRuns, visitor } from "@/test/appeals";
import { onPostgres, withTestDatabase } from "@/test/database";
import { bytesOf, filesOf } from "@/test/forged-archive";
import { aCase, aColleague, aViolation, caseRow, decisionOf, firstBuyerSanction, type TownCase } from "@/test/town";
import { caseArchive } from "./archive.queries";
import { exportCase } from "./export-case.command";
import { verifyArchive } from "./verify-archive";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let tomasz: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  tomasz = await aColleague(db(), { role: "auditor" });
});

/** One after the other, as the clock goes: what may not be done as things stand is refused, and that is no fault here. */
let seconds = 0;
function soon(more = 5): Date {
  seconds += more;
  return after(seconds);
}

const acts = {
  async decide(made: TownCase) {
    const { version } = await caseRow(db(), made.caseId);
    await decideCase(mei, aViolation({ ...made, version }, { sanctions: firstBuyerSanction }), soon());
  },
  async undo({ caseId }: TownCase) {
    const standing = await decisionOf(db(), caseId);
    if (standing) await undoDecision(mei, { decisionId: standing.id }, soon());
  },
  /** The undo window is over: measures begin, letters leave. */
  letters: () => theWorkerRuns(db(), soon(300)),
  async appeal({ caseId }: TownCase) {
    const standing = await decisionOf(db(), caseId);
    const told = standing
      ? await db().select({ id: statements.id }).from(statements).where(eq(statements.decisionId, standing.id))
      : [];
    for (const { id } of told)
      await fileAppeal(visitor, { token: signLink(id, secrets().links), text: someWords }, soon());
  },
  uphold: (made: TownCase) => answer(made, { outcome: "upheld" }),
  reverse: (made: TownCase) => answer(made, { outcome: "reversed", cause: "facts" }),
  /** Reported again, with a picture that was not there before. */
  async picture({ itemId }: TownCase) {
    const bytes = Buffer.from(`a picture of ${seconds}`);
    const sha256 = await putBytes(db(), bytes, soon());
    const [kept] = await db()
      .insert(media)
      .values({ platformId, sha256, mime: "image/webp", size: bytes.byteLength, createdAt: soon() })
      .returning({ id: media.id });
    const shown = [{ mediaId: kept?.id ?? "", kind: "image" as const, alt: "", sensitive: false }];
    const seen = { title: "", text: "", language: "zh", media: shown, context: {}, contentAt: after(0) };
    const row = { ...seen, itemId, platformId, contentAtKnown: true, takenAt: soon(), sha256: snapshotHash(seen) };
    await db().insert(snapshots).values(row);
  },
};
type Act = keyof typeof acts;
const platformId = "taobao-weitao";

async function answer({ caseId }: TownCase, said: { outcome: string; cause?: string }): Promise<void> {
  const standing = await decisionOf(db(), caseId);
  const [open] = standing
    ? await db()
        .select({ appealId: appeals.id, version: appeals.version })
        .from(appeals)
        .where(and(eq(appeals.decisionId, standing.id), isNull(appeals.outcome)))
        .orderBy(desc(appeals.receivedAt))
        .limit(1)
    : [];
  if (!open) return;
  const taken = await takeAppeal(amara, open, soon());
  if (!taken.ok) return;
  const held = { appealId: open.appealId, version: taken.value.version };
  await lookAtAppeal(amara, { ...held, finding: "no_violation", why: reasons }, soon());
  await answerAppeal(amara, { ...held, ...said, reasons }, soon());
}

/**
 * The same database, which says before each read of a transaction that is opened on it that it is about to be made.
 * On the embedded one, which has a single connection, nobody may wait there for what is written: it comes after.
 */
function watched(whole: Db, aboutToRead: () => Promise<unknown>): Db {
  const opens: Db["transaction"] = (work, config) =>
    whole.transaction((tx) => {
      const session = Reflect.get(tx, "session") as { prepareQuery: (...given: unknown[]) => { execute: Execute } };
      const prepare = session.prepareQuery.bind(session);
      session.prepareQuery = (...given) => {
        const query = prepare(...given);
        const execute = query.execute.bind(query);
        query.execute = async (...values) => {
          const written = aboutToRead();
          if (onPostgres) await written;
          return execute(...values);
        };
        return query;
      };
      return work(tx);
    }, config);
  return new Proxy(whole, {
    get: (target, name) => (name === "transaction" ? opens : Reflect.get(target, name, target)),
  });
}
type Execute = (...values: unknown[]) => Promise<unknown>;

/** An act and when it begins: before so many reads of the snapshot were made, or pieces of the archive after them. */
type Step = { act: Act; at: number };
const step = fc.record({ act: fc.constantFrom(...(Object.keys(acts) as Act[])), at: fc.integer({ min: 0, max: 60 }) });

async function archiveAmid(made: TownCase, steps: readonly Step[]): Promise<Buffer> {
  let writing: Promise<unknown> = Promise.resolve();
  let seen = 0;
  const left = steps.toSorted((one, other) => one.at - other.at);
  const pass = () => {
    seen += 1;
    while (left[0] && left[0].at < seen) {
      const { act } = left.shift() as Step;
      writing = writing.then(() => acts[act](made));
    }
    return writing;
  };
  const exported = await exportCase(tomasz, { caseId: made.caseId }, soon());
  if (!exported.ok) throw new Error(exported.reason);
  const pieces: Uint8Array[] = [];
  for await (const piece of caseArchive(watched(db(), pass), tomasz, exported.value, soon())) {
    pieces.push(piece);
    await pass();
  }
  await writing;
  return Buffer.concat(pieces);
}

type Row = { id: string } & Record<string, unknown>;
const linesOf = (files: Map<string, Buffer>, path: string): Row[] =>
  String(files.get(path) ?? "")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const sorted = (ids: readonly unknown[]) => ids.map(String).toSorted((one, other) => (one < other ? -1 : 1));
const idsOf = (rows: readonly Row[]) => sorted(rows.map(({ id }) => id));

/** What the entries up to the moment of the rows say of each list that is bound row by row: the ids. */
function bound(entries: readonly Row[]): Map<SealName, Set<string>> {
  const ids = new Map(sealNames.map((name) => [name, new Set<string>()]));
  for (const { body, outcome } of entries) {
    const read = outcome === "done" ? RowSeals.safeParse(JSON.parse(String(body)).detail?.rows) : null;
    for (const name of read?.success ? sealNames : [])
      for (const id of Object.keys(read?.data?.[name] ?? {})) ids.get(name)?.add(id);
  }
  return ids;
}

/** That all parts tell of one state: that of the log at the place which the archive names. */
async function expectOneState(archive: Buffer): Promise<void> {
  expect((await verifyArchive(bytesOf(archive))).faults).toEqual([]);
  const files = await filesOf(archive);
  const rows = (name: string) => linesOf(files, `${name}.ndjson`);
  const manifest = JSON.parse(String(files.get("manifest.json")));
  const { asOf } = JSON.parse(String(files.get("exported.json")));
  const entries = linesOf(files, `audit/${platformId}.ndjson`).filter(
    ({ position }) => Number(position) <= (asOf[platformId] ?? 0),
  );
  for (const [name, ids] of bound(entries)) {
    const all = linesOf(files, fileOfSeal(name));
    const there = name === "appeals-answered" ? all.filter(({ outcome }) => outcome !== null) : all;
    expect(idsOf(there), `rows of ${name}, and none that is newer than the log`).toEqual(sorted([...ids]));
  }
  const undone = entries.flatMap(({ verb, outcome, subjectId }) =>
    verb === "case.undo" && outcome === "done" ? [subjectId] : [],
  );
  expect(idsOf(rows("decisions").filter(({ undone_at }) => undone_at !== null))).toEqual(sorted(undone));
  const sent = [
    ...rows("statements").filter(({ delivery }) => delivery !== "held" && delivery !== "cancelled"),
    ...rows("appeals").filter(({ answer_parts, notified_at }) => answer_parts !== null && notified_at !== null),
  ];
  expect(idsOf(manifest.letters), "the letters of these rows").toEqual(idsOf(sent));
  const shown = rows("snapshots").flatMap((row) => (row.media as { mediaId: string }[]).map(({ mediaId }) => mediaId));
  const pictures = [...files.keys()].filter((path) => path.startsWith("media/"));
  expect(pictures, "the pictures of these snapshots").toHaveLength(shown.length);
  const looked = linesOf(files, `audit/${platformId}.ndjson`).filter(({ verb, own }) => own && verb === "media.view");
  expect(sorted(looked.map(({ subjectId }) => subjectId)), "each noted").toEqual(sorted(shown));
  const reversed = rows("appeals").filter(({ outcome }) => outcome === "reversed");
  const undoing = new Set(rows("remedies").map(({ appeal_id }) => appeal_id));
  expect(sorted([...undoing]), "what the answers undo").toEqual(idsOf(reversed));
  const refs = new Set(rows("decisions").flatMap(({ version_ref }) => version_ref ?? []));
  expect(new Set(manifest.policyVersions)).toEqual(refs);
}

test("whatever is decided, undone, appealed against, answered, sent or shown while an archive is made, it is of one state of the log and verifies", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const made = await aCase(db(), { openedAt: after(seconds) });
      await expectOneState(await archiveAmid(made, steps));
    }),
    { numRuns: 12, examples: examples.map((steps): [Step[]] => [steps]) },
  );
});

/** A whole life of a case, begun before and amid the reads of the snapshot: shrinking starts from what people do. */
const life: Act[] = ["decide", "undo", "decide", "letters", "picture", "appeal", "reverse", "letters"];
const examples = [0, 7, 14, 21].map((first) => life.map((act, turn) => ({ act, at: first + turn * 3 })));
