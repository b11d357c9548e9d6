import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(`${root}docs/obligations.md`, "utf8");

type Row = { id: string; asks: string; proofs: { file: string; title: string }[] };

/** The rows of the tables whose first cell is an id. A proof is a file in backticks, a colon, and the title of its test. */
function rowsOf(text: string): Row[] {
  return text.split("\n").flatMap((line) => {
    const [, id = "", asks = "", proved = ""] = line.split("|").map((cell) => cell.trim());
    if (!/^[A-Z]{1,2}\d+$/.test(id)) return [];
    const proofs = proved.split("<br>").map((proof) => {
      const [, file = "", title = ""] = /^`([^`]+)`: (.+)$/.exec(proof.trim()) ?? [];
      return { file, title };
    });
    return [{ id, asks, proofs }];
  });
}

const isTitleIn = (source: string, title: string) =>
  ['"', "'", "`"].some((mark) => source.includes(`${mark}${title}${mark}`));

const all = (letter: string, last: number) => Array.from({ length: last }, (_, index) => `${letter}${index + 1}`);

test("every obligation has its row once, says what it asks, and names a test", () => {
  const rows = rowsOf(page);
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const owed = [...all("N", 12), ...all("S", 11), ...all("K", 3), ...all("O", 4), "C3", "C4", "C5", "Q89"].concat([
    ...all("A", 10),
    ...all("D", 5),
    ...all("T", 3),
    ...all("M", 4),
    "R1",
    "R3",
    "R4",
    "AE5",
    "AE6",
  ]);
  expect(owed.filter((id) => !ids.includes(id))).toEqual([]);
  const bare = rows.filter(({ asks, proofs }) => !asks || proofs.length === 0 || proofs.some(({ title }) => !title));
  expect(bare.map(({ id }) => id)).toEqual([]);
});

test("each test that an obligation names is in its file under this title", () => {
  const missing = rowsOf(page).flatMap(({ id, proofs }) =>
    proofs
      .filter(({ file, title }) => !existsSync(root + file) || !isTitleIn(readFileSync(root + file, "utf8"), title))
      .map(({ file, title }) => `${id}: ${file}: ${title}`),
  );
  expect(missing).toEqual([]);
});
