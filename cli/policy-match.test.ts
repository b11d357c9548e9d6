import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { MatchOutput } from "@/lib/matching/contract";
import { run } from "./policy-match";

async function matched(lines: (object | string)[], args: string[] = []) {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const input = Readable.from(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`));
  const written = text(output);
  const code = await run(args, { input, output, errors });
  output.end();
  errors.end();
  const answers = (await written).split("\n").filter(Boolean);
  return { code, errors: await text(errors), answers: answers.map((line) => JSON.parse(line)) };
}

test("each line gets ranked clauses, with its id, the version and the words behind them", async () => {
  const line = {
    id: "n-1",
    platform: "taobao-weitao",
    text: "求关注回粉！互粉一下嘛",
    role: "buyer",
    contentDate: "2016-08-01",
  };
  const { code, answers } = await matched([line, { ...line, id: 2, text: "", explanation: "一直@我要求关注" }]);
  expect(code).toBe(0);
  expect(answers.map(({ id }) => id)).toEqual(["n-1", 2]);
  for (const answer of answers) {
    expect(MatchOutput.safeParse(answer).success).toBe(true);
    expect(answer.version).toBe("v2");
    expect(answer.matches.map(({ ref }: { ref: string }) => ref)).toContain("Table.12.3");
  }
  const [best] = answers[0].matches;
  for (const { start, end, text: words } of best.evidence) expect(line.text.slice(start, end)).toBe(words);
});

test("every kind of bad input gets a sentence that names the field, in its place, and the rest goes on", async () => {
  const good = { platform: "wechat", text: "hello" };
  const { code, answers } = await matched([
    { ...good, platform: "myspace" },
    { platform: "wechat" },
    { ...good, text: 12 },
    { ...good, contentDate: "2016-02-30" },
    { ...good, contentDate: "2016-08-18T10:00:00" },
    { text: "hello" },
    "{oops",
    good,
  ]);
  expect(code).toBe(1);
  expect(answers.map(({ error }) => error?.code)).toEqual([
    "unknown_platform",
    "invalid_input",
    "invalid_input",
    "invalid_date",
    "invalid_date",
    "invalid_input",
    "invalid_json",
    undefined,
  ]);
  expect(answers.slice(0, 6).map(({ error }) => error.field)).toEqual([
    "platform",
    "text",
    "text",
    "contentDate",
    "contentDate",
    "platform",
  ]);
  for (const { error } of answers.slice(0, 6)) expect(error.message.startsWith(error.field)).toBe(true);
});

test("an argument is bad usage", async () => {
  const { code, answers, errors } = await matched([], ["--all"]);
  expect([code, answers]).toEqual([2, []]);
  expect(errors).toContain("usage");
});

test("asked for help, it says how it is used and what a line holds", async () => {
  for (const flag of ["--help", "-h"]) {
    const [output, errors] = [new PassThrough(), new PassThrough()];
    const written = text(output);
    const code = await run([flag], { input: Readable.from([]), output, errors });
    output.end();
    expect(code).toBe(0);
    expect(await written).toMatch(/^usage: .*policy match[\s\S]*contentDate/);
  }
});

test("a country, a role or a place that is none is refused; one that no rule of this platform tells apart is noted", async () => {
  const good = { platform: "wechat", text: "online casino, deposit bonus" };
  const { answers } = await matched([
    { ...good, jurisdiction: "ZZZZ" },
    { ...good, jurisdiction: "KR-11" },
    { ...good, role: "wizard" },
    { ...good, surface: "moonbase" },
    { ...good, role: "creator" },
    { ...good, surface: "moment" },
    good,
    { ...good, note: "x" },
  ]);
  expect(answers[0].error).toMatchObject({ code: "unknown_jurisdiction" });
  expect(answers[0].error.message).toMatch(/^jurisdiction: /);
  const said = answers.slice(1).map(({ notes, error }) => notes ?? error.code);
  expect(said).toEqual([
    ...[[], "unknown_role", "unknown_surface"],
    ...[["role-not-known"], ["surface-not-known"], [], "field_unknown"],
  ]);
});
