import { spawn } from "node:child_process";
import { expect, test } from "vitest";

function cli(
  args: string[],
  input: string,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "cli/main.ts", ...args], {
      env: { ...process.env, ...environment },
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk) => (out += chunk));
    child.stderr.on("data", (chunk) => (err += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

const line = (changes: object) =>
  JSON.stringify({
    platform: "taobao-weitao",
    role: "buyer",
    clause: "Table.12.3",
    contentDate: "2016-08-18",
    decisionDate: "2016-08-18",
    ...changes,
  });

test("an ordinary case is answered from the built-in packs, with its id", async () => {
  const { code, out, err } = await cli(
    ["policy", "recommend"],
    `${line({ id: "case-1" })}\n${line({ id: 2, role: "merchant" })}\n`,
  );
  const [first, second] = out
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(first).toMatchObject({
    id: "case-1",
    recommended: ["tb.delete-content", "tb.suspend-comments-7d"],
    endDate: "2016-08-25",
  });
  expect(second).toMatchObject({
    id: 2,
    recommended: ["tb.delete-content", "tb.suspend-weitao-30d"],
    endDate: "2016-09-17",
  });
  expect([code, err]).toEqual([0, ""]);
});

test("every kind of bad input gets a sentence that names the field, in its place", async () => {
  const wrong: [object, string, string, RegExp][] = [
    [{ platform: "myspace" }, "unknown_platform", "platform", /aliexpress, alibaba, wechat, taobao-weitao/],
    [{ clause: "Table.12.33" }, "unknown_clause", "clause", /Nearest: Table\.12\.3/],
    [{ clause: "CG/Hate.2" }, "clause_of_another_platform", "clause", /clause of wechat/],
    [{ contentDate: "2016-02-30" }, "invalid_date", "contentDate", /not a day/],
    [{ decisionDate: "2016-08-18T10:00:00" }, "invalid_date", "decisionDate", /no offset/],
    [{ role: undefined }, "invalid_input", "role", /missing/],
    [{ clause: 12 }, "invalid_input", "clause", /string/],
    [{ clause: "" }, "invalid_input", "clause", /is empty/],
    [{ contentDate: "" }, "invalid_input", "contentDate", /is empty/],
    [
      { priors: [{ clause: "Table.4", contentDate: "2016-08-01", status: "maybe" }] },
      "invalid_input",
      "priors[0].status",
      /overturned/,
    ],
    [
      { priors: [{ clause: "Table.4", contentDate: "soon", status: "confirmed" }] },
      "invalid_date",
      "priors[0].contentDate",
      /soon/,
    ],
    [
      { findings: { alsoBreaks: ["Table.4", "5.doxing"] } },
      "clause_of_another_platform",
      "findings.alsoBreaks[1]",
      /aliexpress/,
    ],
    [{ findings: { infringements: 0 } }, "invalid_input", "findings.infringements", /1/],
    [{ findings: { reporterRelation: "neighbour" } }, "invalid_input", "findings.reporterRelation", /guardian/],
  ];
  const input = wrong.map(([changes]) => line(changes)).join("\n");
  const { code, out } = await cli(["policy", "recommend"], `${input}\n{oops\n${line({})}`);
  const answers = out
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(answers).toHaveLength(wrong.length + 2);
  wrong.forEach(([, errorCode, field, message], index) => {
    expect(answers[index].error).toMatchObject({ code: errorCode, field });
    expect(answers[index].error.message).toMatch(message);
    expect(answers[index].error.message.startsWith(field)).toBe(true);
  });
  expect(answers.at(-2).error.code).toBe("invalid_json");
  expect(answers.at(-1).violation).toBe(true);
  expect(code).toBe(1);
});

test("an unknown command or a stray argument is bad usage: told on stderr, nothing on stdout", async () => {
  const wrong = [[], ["policy"], ["policy", "guess"], ["policy", "recommend", "--all"], ["constructor", "x"]];
  for (const { code, out, err } of await Promise.all(wrong.map((args) => cli(args, "")))) {
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("usage");
  }
});

test("blank lines get no answer, a byte order mark and CRLF do no harm, and the order of lines is kept", async () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    line({ id: index, clause: index % 7 === 3 ? "Table.0" : "Table.6" }),
  );
  const { code, out } = await cli(["policy", "recommend"], `\uFEFF${many.join("\r\n\r\n  \r\n")}`);
  const answers = out
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect(answers.map(({ id }) => id)).toEqual(many.map((_, index) => index));
  expect(answers.filter(({ error }) => error).map(({ id }) => id)).toEqual([3, 10, 17, 24, 31, 38]);
  expect(code).toBe(1);
});

test("no database and no app is asked: the answer is the same when neither can be there", async () => {
  const { code, out, err } = await cli(["policy", "recommend"], `${line({})}\n`, {
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    DATA_DIR: "/nowhere/at/all",
  });
  expect(JSON.parse(out)).toMatchObject({ violation: true, count: 1 });
  expect([code, err]).toEqual([0, ""]);
});
