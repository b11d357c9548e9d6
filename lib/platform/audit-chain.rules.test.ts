import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChainEntry, type ChainHead, chainHash, chainVerifier } from "./audit-chain.rules";

/** A chain as the product writes it. */
function aChain(length: number, chain = "desk"): ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (let position = 1; position <= length; position += 1) {
    const said = {
      chain,
      at: "2026-11-20T10:00:00.000Z",
      actorKind: "person",
      actorId: `p${position}`,
      verb: "case.decide",
      outcome: "done",
      subjectKind: "case",
      subjectId: `c${position}`,
    };
    const body = JSON.stringify({ ...said, detail: { outcome: "no_violation", note: "维持" } });
    const prevHash = entries.at(-1)?.hash ?? "";
    entries.push({ ...said, position, body, prevHash, hash: chainHash(prevHash, body) });
  }
  return entries;
}
const headOf = ({ chain, position, hash }: ChainEntry): ChainHead => ({ chain, position, hash });
const endOf = (entries: readonly ChainEntry[]) => entries.slice(-1).map(headOf);

function check(entries: readonly ChainEntry[], heads: readonly ChainHead[], anchors: readonly ChainHead[] = []) {
  const verifier = chainVerifier(heads, anchors);
  for (const entry of entries) verifier.take(entry);
  return verifier.report();
}
const found = (report: ReturnType<typeof check>) =>
  report.faults.map(({ chain, position, fault }) => `${chain} ${position} ${fault}`);

test("an untouched log is whole, chain by chain, and says where each one stands", () => {
  const [desk, wechat] = [aChain(5), aChain(3, "wechat")];
  const report = check([...desk, ...wechat], [...endOf(desk), ...endOf(wechat)]);
  expect(report).toMatchObject({ ok: true, entries: 8, faultCount: 0, faults: [] });
  expect(report.chains.map(({ chain, position, entries }) => [chain, position, entries])).toEqual([
    ["desk", 5, 5],
    ["wechat", 3, 3],
  ]);
});

test("an empty log without heads is whole", () => {
  expect(check([], []).ok).toBe(true);
});

test("entries that were added while the log was read are checked and are no fault", () => {
  const chain = aChain(7);
  expect(check(chain, endOf(chain.slice(0, 5)))).toMatchObject({ ok: true, entries: 7 });
});

test("a text changed in place is named by its position, and only there", () => {
  const chain = aChain(6);
  const changed = chain.map((entry) =>
    entry.position === 3 ? { ...entry, body: entry.body.replace("no_violation", "violation") } : entry,
  );
  expect(found(check(changed, endOf(chain)))).toEqual(["desk 3 body"]);
});

test("a text changed together with its hash breaks the link of the next entry", () => {
  const chain = aChain(6);
  const body = chain[2]?.body.replace("no_violation", "violation") ?? "";
  const changed = chain.map((entry) =>
    entry.position === 3 ? { ...entry, body, hash: chainHash(entry.prevHash, body) } : entry,
  );
  expect(found(check(changed, endOf(chain)))).toEqual(["desk 4 link"]);
});

test("a column changed beside an untouched text is told by its name", () => {
  const chain = aChain(4).map((entry) =>
    entry.position === 2 ? { ...entry, actorId: "someone else", at: "2026-11-20T11:00:00.000Z" } : entry,
  );
  expect(check(chain, endOf(chain)).faults).toEqual([
    { chain: "desk", position: 2, fault: "columns", detail: "at, actorId" },
  ]);
});

test("an entry taken out of the middle, or put in twice, leaves a gap", () => {
  const chain = aChain(5);
  expect(
    found(
      check(
        chain.filter((entry) => entry.position !== 3),
        endOf(chain),
      ),
    ),
  ).toEqual(["desk 4 gap"]);
  expect(
    found(
      check(
        chain.flatMap((entry) => (entry.position === 2 ? [entry, entry] : [entry])),
        endOf(chain),
      ),
    ),
  ).toEqual(["desk 2 gap"]);
});

test("entries cut from the end are missed by the head, and a whole chain too", () => {
  const chain = aChain(5);
  expect(check(chain.slice(0, 3), endOf(chain)).faults).toEqual([
    { chain: "desk", position: 4, fault: "tail", detail: "entries 4 to 5 are missing" },
  ]);
  expect(found(check([], endOf(chain)))).toEqual(["desk 1 tail"]);
  expect(found(check(chain, []))).toEqual(["desk 0 head"]);
});

test("a log rewritten as a whole, heads included, is betrayed by a head noted before", () => {
  const [before, rewritten] = [aChain(5), aChain(5)];
  const body = rewritten[1]?.body.replace("no_violation", "violation") ?? "";
  let prevHash = rewritten[0]?.hash ?? "";
  const forged = rewritten.map((entry) => {
    if (entry.position < 2) return entry;
    const text = entry.position === 2 ? body : entry.body;
    const next = { ...entry, body: text, prevHash, hash: chainHash(prevHash, text) };
    prevHash = next.hash;
    return next;
  });
  expect(check(forged, endOf(forged)).ok).toBe(true);
  expect(found(check(forged, endOf(forged), endOf(before.slice(0, 4))))).toEqual(["desk 4 anchor"]);
  expect(found(check(forged.slice(0, 2), endOf(forged.slice(0, 2)), endOf(before.slice(0, 4))))).toEqual([
    "desk 3 tail",
  ]);
});

test("a text that is not ours is a fault, never a crash", () => {
  for (const body of ["", "null", "[]", "{", '"x"']) {
    const entry: ChainEntry = {
      chain: "desk",
      position: 1,
      at: "",
      actorKind: "",
      actorId: null,
      verb: "",
      outcome: "",
      subjectKind: null,
      subjectId: null,
      body,
      prevHash: "",
      hash: chainHash("", body),
    };
    expect(found(check([entry], endOf([entry])))).toEqual(["desk 1 columns"]);
  }
});

test("whatever single letter of whatever entry is changed, the log is not whole", () => {
  const chain = aChain(6);
  const fields = ["body", "hash", "prevHash", "actorId", "verb", "at", "subjectId"] as const;
  fc.assert(
    fc.property(fc.nat(5), fc.constantFrom(...fields), fc.nat(200), (index, field, where) => {
      const forged = chain.map((entry, n) => {
        const text = entry[field] ?? "";
        const at = text.length === 0 ? 0 : where % text.length;
        const letter = text[at] === "x" ? "y" : "x";
        return n === index ? { ...entry, [field]: `${text.slice(0, at)}${letter}${text.slice(at + 1)}` } : entry;
      });
      expect(check(forged, endOf(chain)).ok).toBe(false);
    }),
  );
});
