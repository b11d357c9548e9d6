import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { run } from "./policy-evaluate";

const folder = mkdtempSync(join(tmpdir(), "recourse-evaluate-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: (object | string)[]): string {
  const path = join(folder, name);
  const body = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(body) : body);
  return path;
}

async function evaluated(args: string[]) {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const written = text(output);
  const code = await run(args, { input: Readable.from([]), output, errors });
  output.end();
  errors.end();
  const out = await written;
  return { code, errors: await text(errors), figures: out === "" ? null : JSON.parse(out) };
}

const places = ["harbour", "market", "station", "library", "garden", "museum"];
const train = file("train.jsonl.gz", [
  ...places.map((place) => ({ text: `cheap loans at the ${place}`, label: "loans" })),
  ...places.map((place) => ({ text: `grey cat lost near the ${place}`, label: "pets" })),
  ...places.map((place) => ({ text: `lovely weather at the ${place}`, label: null })),
]);
const test1 = file("test.jsonl", [
  { text: "cheap loans", lang: "en", label: "loans" },
  { text: "lost cat", label: "other", labels: ["pets", "other"] },
  { text: "lovely weather", label: null },
]);

test("it learns from one file, predicts the other, and prints the figures on one line", async () => {
  const { code, figures } = await evaluated(["--train", train, "--test", test1]);
  expect(code).toBe(0);
  expect(figures).toMatchObject({ n: 3, top1: 1, top3: 1, macroF1: 1 });
  expect(new Set(Object.keys(figures.perLabel))).toEqual(new Set(["loans", "null", "pets"]));
  expect(figures.secondsToLearn).toBeGreaterThan(0);
  expect(figures.msPerText).toBeGreaterThan(0);
});

test("predictions have a line for each line of the test file, best label first", async () => {
  const predictions = join(folder, "predictions.jsonl");
  await evaluated(["--train", train, "--test", test1, "--predictions", predictions]);
  const lines = readFileSync(predictions, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ label }) => label)).toEqual(["loans", "pets", null]);
  for (const { label, ranked } of lines) {
    expect(ranked[0].label).toBe(label);
    expect(ranked.map((one: { label: string | null }) => one.label).sort()).toEqual(["loans", "pets", null].sort());
  }
});

test("with a platform its clauses take part, learned or not", async () => {
  const wildlife = file("wildlife.jsonl", [{ text: "ivory and rhino horn for sale, dm me", label: "CG/Wildlife(a)" }]);
  const { figures } = await evaluated(["--train", train, "--test", wildlife, "--platform", "wechat"]);
  expect(figures).toMatchObject({ n: 1, top1: 1 });
});

test("a line that cannot be read is told with its number and keeps its place; the rest is measured", async () => {
  const broken = file("broken.jsonl", [{ text: "cheap loans", label: "loans" }, "{oops", { text: 7, label: "loans" }]);
  const predictions = join(folder, "broken-predictions.jsonl");
  const { code, errors, figures } = await evaluated(["--train", train, "--test", broken, "--predictions", predictions]);
  expect([code, figures.n]).toEqual([1, 1]);
  expect(errors).toContain("line 2");
  expect(errors).toContain("line 3: text");
  expect(readFileSync(predictions, "utf8").trim().split("\n")).toHaveLength(3);
});

test("a missing file, a missing option and an unknown platform are bad usage, told on stderr", async () => {
  const wrong = [
    ["--train", train],
    ["--train", train, "--test", join(folder, "nowhere.jsonl")],
    ["--train", train, "--test", test1, "--platform", "myspace"],
    ["--train", train, "--test", test1, "--often"],
  ];
  for (const args of wrong) {
    const { code, errors, figures } = await evaluated(args);
    expect([code, figures]).toEqual([2, null]);
    expect(errors).not.toBe("");
  }
});

test("a text to learn from without a label is told by its line and what is missing; the rest is learned", async () => {
  const unlabelled = file("unlabelled.jsonl", [{ text: "cheap loans", label: "loans" }, { text: "lost cat" }]);
  const { code, errors, figures } = await evaluated(["--train", unlabelled, "--test", test1]);
  expect([code, figures.n]).toEqual([1, 3]);
  expect(errors).toContain("unlabelled.jsonl line 2: label: is missing");
});

test("with nothing to learn from or nothing to measure it is refused in a sentence, and prints no figures", async () => {
  const empty = file("empty.jsonl", []);
  const refused = [
    [empty, empty, "nothing to learn from"],
    [empty, test1, "nothing to learn from"],
    [train, empty, "nothing to measure"],
  ] as const;
  for (const [learned, tested, sentence] of refused) {
    const { code, errors, figures } = await evaluated(["--train", learned, "--test", tested]);
    expect([code, figures]).toEqual([2, null]);
    expect(errors).toContain(sentence);
  }
});
