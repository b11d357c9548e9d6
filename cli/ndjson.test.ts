import { PassThrough, Readable, Writable } from "node:stream";
import { expect, test } from "vitest";
import { answerLines, LineProblem, linesOf } from "./ndjson";

async function answered(chunks: (string | Buffer)[], answer: (line: Record<string, unknown>) => unknown) {
  const written: string[] = [];
  const errors: string[] = [];
  const into = (list: string[]) =>
    new Writable({
      write: (chunk, _, done) => {
        list.push(String(chunk));
        done();
      },
    });
  const code = await answerLines({ input: Readable.from(chunks), output: into(written), errors: into(errors) }, answer);
  const lines = written.join("").split("\n");
  expect(lines.pop()).toBe("");
  return { code, lines: lines.map((line) => JSON.parse(line)), errors: errors.join("") };
}

async function lines(chunks: (string | Buffer)[], limit?: number) {
  const read: (string | null)[] = [];
  for await (const line of linesOf(Readable.from(chunks), limit)) read.push(line);
  return read;
}

test("each line gets one line, in order, and empty lines none", async () => {
  const { code, lines: out } = await answered(['{"n":1}\n\n  \n{"n":2}\n', '{"n"', ":3}"], ({ n }) => ({ n }));
  expect(out).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(code).toBe(0);
});

test("a line that cannot be processed gives an error in its place and the rest goes on", async () => {
  const { code, lines: out } = await answered(
    ['{"n":1}\n{oops\n[1]\n"text"\nnull\n{"id":"x","n":6}\n{"n":7}\n'],
    ({ n }) => {
      if (n === 6) throw new LineProblem("too_many", "n: too many", "n");
      return { n };
    },
  );
  expect(out.map((line) => line.error?.code ?? line.n)).toEqual([
    1,
    "invalid_json",
    "invalid_input",
    "invalid_input",
    "invalid_input",
    "too_many",
    7,
  ]);
  expect(out[5]).toEqual({ id: "x", error: { code: "too_many", message: "n: too many", field: "n" } });
  expect(code).toBe(1);
});

test("a surprise is told on stderr and its line stays short", async () => {
  const { lines: out, errors } = await answered(['{"n":1}\n'], () => {
    throw new TypeError("inner workings");
  });
  expect(out).toEqual([{ error: { code: "internal", message: "The line could not be processed." } }]);
  expect(errors).toContain("inner workings");
});

test("a byte order mark, CRLF and characters cut between chunks are read as they were meant", async () => {
  const bytes = Buffer.from('\uFEFF{"a":"淘寶"}\r\n{"a":"😀"}\r\n');
  const chunks = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect(await lines(chunks)).toEqual(['{"a":"淘寶"}', '{"a":"😀"}']);
  expect(await lines(["\uFEFF", ""])).toEqual([""]);
  expect(await lines([])).toEqual([]);
});

test("a line that is too long is answered, not held, and the next is read", async () => {
  expect(await lines(["abcdefgh", "ijkl\nshort\n"], 10)).toEqual([null, "short"]);
  expect(await lines(["x".repeat(10), "\n"], 10)).toEqual(["x".repeat(10)]);
});

test("a long line is read whole", async () => {
  const text = "好".repeat(400_000);
  const { lines: out } = await answered([Buffer.from(`{"text":"${text}"}\n`)], (line) => ({
    length: String(line.text).length,
  }));
  expect(out).toEqual([{ length: 400_000 }]);
});

test("nothing more is read while the reader of our answers is behind", async () => {
  const output = new PassThrough({ highWaterMark: 1 });
  let asked = 0;
  const input = Readable.from(["{}\n{}\n{}\n"]);
  const done = answerLines({ input, output, errors: output }, () => {
    asked += 1;
    return { asked };
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBe(1);
  output.resume();
  expect(await done).toBe(0);
  expect(asked).toBe(3);
});
