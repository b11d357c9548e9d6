import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { coldRanker, mappedPlatforms } from "./cold-labels";

/**
 * `npm run bench -- match` on labelled texts that others collected, for each platform whose clauses their labels stand for
 * (`label-clauses.json` says which, and why). The folder is never part of the product: where it is not there, that is said.
 */
const Row = z.object({
  id: z.string(),
  text: z.string().min(1),
  lang: z.string(),
  label: z.string().nullable(),
  labels: z.array(z.string()).nullish(),
  src: z.string(),
  lic: z.string(),
});
type Row = z.infer<typeof Row>;

/** The share-alike file is left out, as for learning. */
const labelledFile = /^dev_labelled(?!_sharealike).*\.jsonl(\.gz)?$/;
const none = "none";
/** Of each label of each source in each language: enough to tell, and the largest sources drown nobody. */
const mostOfAKind = 60;

const order = ({ id }: Row) => createHash("sha256").update(`datasets-1 ${id}`).digest("hex");
const rightOf = ({ label, labels }: Row) => [label ?? none, ...(labels ?? [])];

/**
 * English and Chinese rows of the folder's labelled files, drawn by their ids alone; null: there is no such folder or file.
 */
export async function datasetRows(folder: string): Promise<Row[] | null> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => labelledFile.test(name)) : [];
  if (names.length === 0) return null;
  const kinds = new Map<string, Row[]>();
  for (const name of names.sort()) {
    const raw = createReadStream(join(folder, name));
    for await (const line of createInterface({ input: name.endsWith(".gz") ? raw.pipe(createGunzip()) : raw })) {
      const row = Row.parse(JSON.parse(line));
      if (row.lang !== "en" && !row.lang.startsWith("zh")) continue;
      const kind = `${row.src} ${row.label} ${row.lang}`;
      kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
    }
  }
  const drawn = (rows: Row[]) => rows.toSorted((a, b) => order(a).localeCompare(order(b))).slice(0, mostOfAKind);
  return [...kinds.values()].flatMap(drawn);
}

export type DatasetFigures = { n: number; top1: number; top3: number; harmless: number; flagged: number };

/**
 * Counts, not shares: of labelled rows how many have a right label first and among three, of harmless ones how many are
 * flagged.
 */
export function figuresOf(rows: readonly Row[], ranked: ReturnType<typeof coldRanker>): DatasetFigures {
  const figures = { n: 0, top1: 0, top3: 0, harmless: 0, flagged: 0 };
  for (const row of rows) {
    const answer = ranked(row.text).map(({ label }) => label);
    if ((row.label ?? none) === none) {
      figures.harmless += 1;
      if (answer[0] !== none) figures.flagged += 1;
      continue;
    }
    // Whether anything is said with confidence is another question: here the order of the clauses is asked about.
    const place = answer.filter((label) => label !== none).findIndex((label) => rightOf(row).includes(label ?? none));
    figures.n += 1;
    if (place === 0) figures.top1 += 1;
    if (place >= 0 && place < 3) figures.top3 += 1;
  }
  return figures;
}

const of = (count: number, all: number) => (all === 0 ? "     –" : `${((100 * count) / all).toFixed(0)} %`.padStart(6));

function line(name: string, { n, top1, top3, harmless, flagged }: DatasetFigures): string {
  const labelled = `${String(n).padStart(5)}  top-1 ${of(top1, n)}  top-3 ${of(top3, n)}`;
  return `  ${name.padEnd(30)} ${labelled}   harmless ${String(harmless).padStart(4)}, flagged ${of(flagged, harmless)}`;
}

function grouped(rows: readonly Row[], name: (row: Row) => string, ranked: ReturnType<typeof coldRanker>): string[] {
  const names = [...new Set(rows.map(name))].sort();
  return names.map((each) =>
    line(
      each,
      figuresOf(
        rows.filter((row) => name(row) === each),
        ranked,
      ),
    ),
  );
}

/** Every source is named with its licence as the rows give it. */
export function reportOf(rows: readonly Row[]): string[] {
  return mappedPlatforms.flatMap((platform) => {
    const ranked = coldRanker(platform);
    return [
      `datasets, by the clauses of ${platform}, before any decision`,
      line("all", figuresOf(rows, ranked)),
      "by source and licence",
      ...grouped(rows, ({ src, lic }) => `${src} (${lic})`, ranked),
      "by label",
      ...grouped(rows, ({ label }) => label ?? none, ranked),
      "by language",
      ...grouped(rows, ({ lang }) => lang, ranked),
    ];
  });
}

export async function benchDatasets(folder: string): Promise<void> {
  const rows = await datasetRows(folder);
  if (rows === null) {
    console.log(
      `datasets: no labelled texts (dev_labelled*.jsonl.gz) in ${folder}; name the folder to measure on them`,
    );
    return;
  }
  console.log(reportOf(rows).join("\n"));
}
