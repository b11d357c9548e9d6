import { createHash } from "node:crypto";

/** One entry as stored and exported; times as ISO strings with milliseconds. */
export type ChainEntry = {
  chain: string;
  position: number;
  at: string;
  actorKind: string;
  actorId: string | null;
  verb: string;
  outcome: string;
  subjectKind: string | null;
  subjectId: string | null;
  /** The exact JSON text that was hashed. */
  body: string;
  prevHash: string;
  hash: string;
};
/** Where a chain stands, or stood when somebody noted it: kept elsewhere, it also betrays a log rewritten as a whole. */
export type ChainHead = { chain: string; position: number; hash: string };

export type ChainFaultKind =
  /** A position is missing, repeated or out of order. */
  | "gap"
  /** The entry does not follow from the one before it: that one was exchanged. */
  | "link"
  /** The text is not the one that was hashed. */
  | "body"
  /** What the table's columns say is not what the hashed text says. */
  | "columns"
  /** The chain's recorded head, or a head noted earlier, is another. */
  | "head"
  | "anchor"
  /** Entries that the head knows are gone from the end. */
  | "tail";
export type ChainFault = { chain: string; position: number; fault: ChainFaultKind; detail: string };

export type ChainReport = {
  ok: boolean;
  entries: number;
  chains: (ChainHead & { entries: number })[];
  faultCount: number;
  /** The first 100. */
  faults: ChainFault[];
};

/** SHA-256 of the hash before and the text, in hexadecimal: what the database's trigger writes. */
export function chainHash(prevHash: string, body: string): string {
  return createHash("sha256")
    .update(prevHash + body, "utf8")
    .digest("hex");
}

const mirrored = ["chain", "at", "actorKind", "actorId", "verb", "outcome", "subjectKind", "subjectId"] as const;

/** Names of the columns that differ from the hashed text, or null where it is not an object of ours. */
export function differingColumns(entry: ChainEntry): string[] | null {
  let body: unknown;
  try {
    body = JSON.parse(entry.body);
  } catch {
    return null;
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const said = new Map(Object.entries(body));
  return mirrored.filter((column) => (said.get(column) ?? null) !== entry[column]);
}

type Walked = ChainHead & { entries: number };

function faultsOf(entry: ChainEntry, before: ChainHead | undefined): Omit<ChainFault, "chain" | "position">[] {
  const faults: Omit<ChainFault, "chain" | "position">[] = [];
  const expected = (before?.position ?? 0) + 1;
  if (entry.position !== expected) faults.push({ fault: "gap", detail: `expected position ${expected}` });
  // After a gap the link must break as well; one fault tells enough.
  else if (entry.prevHash !== (before?.hash ?? "")) faults.push({ fault: "link", detail: "previous hash differs" });
  if (chainHash(entry.prevHash, entry.body) !== entry.hash)
    faults.push({ fault: "body", detail: "hash of the text differs" });
  const columns = differingColumns(entry);
  if (columns === null) faults.push({ fault: "columns", detail: "text is not readable" });
  else if (columns.length > 0) faults.push({ fault: "columns", detail: columns.join(", ") });
  return faults;
}

const byChain = (heads: readonly ChainHead[]) => {
  const map = new Map<string, ChainHead[]>();
  for (const head of heads) map.set(head.chain, [...(map.get(head.chain) ?? []), head]);
  return map;
};

/**
 * Checks chains entry by entry, in the order of their positions, in constant memory: it keeps one head a chain.
 * @param heads what the database says the chains end with, read before the entries; later entries may follow
 * @param anchors heads noted earlier and kept elsewhere
 */
export function chainVerifier(heads: readonly ChainHead[], anchors: readonly ChainHead[] = []) {
  const walked = new Map<string, Walked>();
  const [headsOf, anchorsOf] = [byChain(heads), byChain(anchors)];
  const faults: ChainFault[] = [];
  let [entries, faultCount] = [0, 0];
  const found = (fault: ChainFault) => {
    faultCount += 1;
    if (faults.length < 100) faults.push(fault);
  };
  const compare = (entry: ChainEntry, known: Map<string, ChainHead[]>, fault: "head" | "anchor") => {
    const { chain, position, hash } = entry;
    const differs = known.get(chain)?.some((head) => head.position === position && head.hash !== hash);
    if (differs) found({ chain, position, fault, detail: "noted hash differs" });
  };
  return {
    take(entry: ChainEntry): void {
      const { chain, position, hash } = entry;
      const before = walked.get(chain);
      for (const fault of faultsOf(entry, before)) found({ chain, position, ...fault });
      compare(entry, headsOf, "head");
      compare(entry, anchorsOf, "anchor");
      entries += 1;
      // Going on from what is stored names one broken place once, not every entry after it.
      walked.set(chain, { chain, position, hash, entries: (before?.entries ?? 0) + 1 });
    },
    report(): ChainReport {
      for (const [chain, known] of [...headsOf, ...anchorsOf]) {
        const last = walked.get(chain)?.position ?? 0;
        const farthest = Math.max(...known.map((head) => head.position));
        if (farthest > last)
          found({ chain, position: last + 1, fault: "tail", detail: `entries ${last + 1} to ${farthest} are missing` });
      }
      for (const { chain } of walked.values()) {
        if (!headsOf.has(chain)) found({ chain, position: 0, fault: "head", detail: "the chain has no head" });
      }
      return { ok: faultCount === 0, entries, chains: [...walked.values()], faultCount, faults };
    },
  };
}
