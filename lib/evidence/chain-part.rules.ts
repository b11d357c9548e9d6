import { type ChainHead, chainHash, differingColumns } from "@/lib/platform/audit-chain.rules";
import type { ArchivedChain } from "./archive.contract";
import type { ChainLine } from "./chain.contract";

export type PartFault = { position: number; detail: string };

/** What is wrong with an entry by itself: its text is not the one that was hashed, or its columns say something else. */
function faultsOfEntry(line: Extract<ChainLine, { body: string }>): string[] {
  const faults = chainHash(line.prevHash, line.body) === line.hash ? [] : ["the hash of the text differs"];
  const columns = differingColumns(line);
  if (columns === null) return [...faults, "the text is not readable"];
  return columns.length > 0 ? [...faults, `the text says something else of ${columns.join(", ")}`] : faults;
}

/**
 * Checks the part of a chain that an archive holds, line by line in constant memory: each entry's hash, its link to the
 * one before, that none is missing (where all are there), that it ends at the head, and heads noted earlier.
 */
export function chainPart(about: ArchivedChain, anchors: readonly ChainHead[] = []) {
  const known = anchors.filter(({ chain }) => chain === about.chain);
  let before: { position: number; hash: string } | null = null;
  let [entries, own] = [0, 0];
  return {
    take(line: ChainLine): PartFault[] {
      const { position } = line;
      const faults: string[] = line.chain === about.chain ? [] : ["an entry of another chain"];
      if ("sealed" in line && about.mode !== "sealed") faults.push("an entry without its text");
      const follows = before === null ? about.first : before.position + 1;
      if (about.mode === "own" ? position < follows : position !== follows) faults.push(`expected position ${follows}`);
      if ("body" in line) {
        faults.push(...faultsOfEntry(line));
        if (before && before.position === position - 1 && line.prevHash !== before.hash)
          faults.push("does not follow from the entry before it");
        if (line.own) own += 1;
      }
      if (known.some((head) => head.position === position && head.hash !== line.hash))
        faults.push("a head noted earlier was another");
      before = { position, hash: line.hash };
      entries += 1;
      return faults.map((detail) => ({ position, detail }));
    },
    end(): { faults: PartFault[]; entries: number; own: number } {
      const faults: PartFault[] = [];
      const last = before?.position ?? about.first - 1;
      if (last !== about.last)
        faults.push({ position: last + 1, detail: `entries ${last + 1} to ${about.last} are missing` });
      if (last === about.head.position && before?.hash !== about.head.hash)
        faults.push({ position: last, detail: "the head of the chain has another hash" });
      if (own !== about.own)
        faults.push({ position: about.first, detail: `${own} entries of ${about.own} about the case` });
      return { faults, entries, own };
    },
  };
}
