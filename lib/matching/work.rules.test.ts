import { expect, test } from "vitest";
import { analyse, fullyRead } from "./analyse.rules";
import type { Matcher } from "./build.rules";
import { builtInMatcher } from "./built-in.store";
import { type Cue, contextOf, ownWords } from "./context.rules";
import { patternsIn, repetitionPatterns, writtenPatterns } from "./patterns.rules";

/** What a text costs is tested as a ratio on one machine in one moment: how much more work 32 times the text is. */
const factor = 32;
/** In a straight line it is 32, by the square 1,024. */
const most = 8 * factor;

function matcherOf(platform: string): Matcher {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`no matcher for ${platform}`);
  return matcher;
}

/** Processor time of this process, in microseconds: other processes that run meanwhile are not in it. */
function costOf(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, user + system);
  }
  return best;
}

function growth(work: (text: string) => unknown, shape: (length: number) => string, longest: number): number {
  const short = shape(longest / factor);
  const long = shape(longest);
  work(long);
  // Several times, so that a short text takes long enough to be measured.
  const times = 8;
  const few = costOf(() => {
    for (let time = 0; time < times; time += 1) work(short);
  });
  return costOf(() => work(long)) / Math.max(few / times, 20);
}

const of = (unit: string) => (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const shapes: [string, (length: number) => string][] = [
  ...[
    "1",
    "a",
    "-",
    ".",
    "1.",
    "1,",
    "1-",
    "a-",
    "a.",
    "a@",
    "vx-",
    "vx ",
    "$1",
    "1 a ",
    "满1",
    "#a",
    "加",
    "ab ",
    "wx: ",
  ].map((unit): [string, (length: number) => string] => [`many of ${JSON.stringify(unit)}`, of(unit)]),
  ["one account name and spaces", (length) => `vx${" ".repeat(length)}1`],
  ["a row of marks before a letter", (length) => `${".".repeat(length)}a`],
  ["a Cyrillic letter before Latin ones", (length) => `я ${"a".repeat(length)}`],
];

function unboundedIn(pattern: RegExp): string[] {
  const bare = pattern.source.replace(/\\./g, "_").replace(/\[[^\]]*\]/g, "_");
  return bare.match(/.[*+]|.\{\d+,\}/g) ?? [];
}

test("no pattern repeats anything without an upper bound", () => {
  expect(unboundedIn(/a+b*c{2,}[+*]\+/)).toEqual(["a+", "b*", "c{2,}"]);
  for (const pattern of [...writtenPatterns.map(([, one]) => one), ...repetitionPatterns])
    expect(unboundedIn(pattern), pattern.source).toEqual([]);
});

test.each(shapes)("patterns in a text of %s cost as many steps as it has characters", (_, shape) => {
  expect(growth(patternsIn, shape, 64_000)).toBeLessThan(most);
});

test.each([...shapes, ["hits and what weakens them", of("赌博不是")], ["hits in quotes", of("「赌博」")]] as const)(
  "a text of %s is read in as many steps as it has characters",
  (_, shape) => {
    const { scanner, traits } = matcherOf("taobao-weitao");
    expect(growth((text) => analyse(scanner, traits, "text", text), shape, fullyRead - 100)).toBeLessThan(most);
  },
);

// A string of more than 16,383 units is found by its length alone: shorter ones show what each look-up of a long word costs.
test("one word of many thousand letters is read in as many steps as it has letters", () => {
  const { scanner, traits } = matcherOf("taobao-weitao");
  expect(growth((text) => analyse(scanner, traits, "text", text), of("ab"), 8000)).toBeLessThan(most);
});

test("quotations are left out of a long text in as many steps as it has characters, and of a short one exactly", () => {
  expect(growth(ownWords, of('"a" '), 320_000)).toBeLessThan(most);
  expect(ownWords('he said "a fake" and left, “twice”')).toBe("he said          and left,        ");
  expect(ownWords('"a fake"')).toBe('"a fake"');
});

test("what weakens a hit is looked for near it, however much of it the text holds", () => {
  let read = 0;
  const counted = <Value>(list: Value[]): Value[] =>
    new Proxy(list, {
      get(target, name, receiver) {
        if (typeof name === "string" && /^\d+$/.test(name)) read += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  const readsAmong = (size: number): number => {
    const cues = Array.from(
      { length: size },
      (_, at): Cue => ({ kind: "condemned", from: at * 500, to: at * 500 + 2 }),
    );
    const quoted = Array.from({ length: size }, (_, at) => ({ from: at * 500 + 10, to: at * 500 + 20 }));
    const around = {
      text: "x",
      cues: { condemned: counted(cues) },
      stance: null,
      quoted: counted(quoted),
      sentences: { starts: [0] },
    };
    read = 0;
    expect(contextOf({ from: 250 * size + 150, to: 250 * size + 154 }, around, "text").kind).toBeNull();
    return read;
  };
  // The place is found by halving, what follows costs the same.
  expect(readsAmong(64_000)).toBeLessThan(readsAmong(64) + 50);
});
