import { expect, test } from "vitest";
import { type Line, linesOf } from "./lines.rules";

async function read(chunks: (Uint8Array | string)[], limit?: number): Promise<Line[]> {
  const lines: Line[] = [];
  async function* stream() {
    yield* chunks;
  }
  for await (const line of linesOf(stream(), limit)) lines.push(line);
  return lines;
}

test("lines are the same however the bytes are cut, also inside a character", async () => {
  const bytes = Buffer.from('\ufeff{"a":"骗子"}\r\n\n{"b":1}\n{"c":2}');
  const expected = [{ text: '{"a":"骗子"}' }, { text: '{"b":1}' }, { text: '{"c":2}' }];
  for (let size = 1; size <= bytes.length; size += 1) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    expect(await read(chunks)).toEqual(expected);
  }
});

test("a line in another encoding spoils itself only", async () => {
  const gb = Buffer.from([0x7b, 0xc6, 0xad, 0xd7, 0xd3, 0x7d, 10]);
  expect(await read(["one\n", gb, "three\n"])).toEqual([
    { text: "one" },
    { problem: "line_not_utf8" },
    { text: "three" },
  ]);
});

test("a line that is too long is named and the next one is read", async () => {
  expect(await read(["x".repeat(50), "x".repeat(60), "\nshort\n"], 100)).toEqual([
    { problem: "line_too_long" },
    { text: "short" },
  ]);
});
