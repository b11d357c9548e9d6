import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";

/** Labelled texts as decisions to learn from, in an order that any machine repeats, and others to be asked about. */
const Row = z.object({
  id: z.string(),
  text: z.string().min(1),
  lang: z.string(),
  label: z.string().nullable(),
  labels: z.array(z.string()).nullish(),
});
type Row = z.infer<typeof Row>;
export type Labelled = { text: string; labels: string[] };

const seed = "split-1";
const mostAsked = 200;
const askedShare = 0.3;

/** A number from 0 to 1 that depends on the seed and the words alone. */
function chance(words: string): number {
  return createHash("sha256").update(`${seed} ${words}`).digest().readUInt32BE(0) / 2 ** 32;
}

async function rowsOf(file: string): Promise<Row[]> {
  const raw = createReadStream(file);
  const rows: Row[] = [];
  for await (const line of createInterface({ input: file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw })) {
    const row = Row.parse(JSON.parse(line));
    if (row.lang === "en" || row.lang.startsWith("zh")) rows.push(row);
  }
  return rows;
}

const labelled = ({ text, label, labels }: Row): Labelled => ({
  text,
  labels: [...new Set([label ?? "none", ...(labels ?? [])])],
});

/**
 * English and Chinese rows. Asked about: up to 200 of each label, at most three in ten. To learn from: the rest, drawn so
 * that a label comes up by the square root of how frequent it is; the first 500 are the first of the first 2,000.
 */
export async function learningSplit(files: readonly string[]): Promise<{ learn: Labelled[]; ask: Labelled[] }> {
  const rows = (await Promise.all(files.map(rowsOf))).flat();
  const byLabel = new Map<string, Row[]>();
  for (const row of rows) {
    const list = byLabel.get(row.label ?? "none") ?? [];
    list.push(row);
    byLabel.set(row.label ?? "none", list);
  }
  const ask: Row[] = [];
  const drawn: { row: Row; turn: number }[] = [];
  for (const list of byLabel.values()) {
    list.sort((one, other) => chance(one.id) - chance(other.id));
    const asked = Math.min(mostAsked, Math.floor(list.length * askedShare));
    ask.push(...list.slice(0, asked));
    const rest = list.slice(asked);
    for (const row of rest) drawn.push({ row, turn: -Math.log(1 - chance(`draw ${row.id}`)) * Math.sqrt(rest.length) });
  }
  drawn.sort((one, other) => one.turn - other.turn);
  return { learn: drawn.map(({ row }) => labelled(row)), ask: ask.map(labelled) };
}
