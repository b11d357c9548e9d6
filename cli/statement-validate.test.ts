import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { run } from "./statement-validate";

async function validate(text: string, args: string[] = []) {
  const output = new PassThrough();
  const errors = new PassThrough();
  const code = await run(args, { input: Readable.from([Buffer.from(text)]), output, errors });
  output.end();
  errors.end();
  const lines = (await output.toArray()).join("").split("\n").filter(Boolean);
  return { code, answers: lines.map((line) => JSON.parse(line)), complaint: (await errors.toArray()).join("") };
}

const good = JSON.stringify({
  puid: "a-1",
  decision_account: "DECISION_ACCOUNT_SUSPENDED",
  decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
  incompatible_content_ground: "Rule 5",
  incompatible_content_explanation: "It leads readers away.",
  category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
  content_type: ["CONTENT_TYPE_TEXT"],
  content_date: "2025-03-10",
  application_date: "2025-03-12",
  decision_facts: "It leads readers away.",
  source_type: "SOURCE_VOLUNTARY",
  automated_detection: "No",
  automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
});

test("each payload gets one line with its verdict, in order, and a line that is no JSON does not stop the rest", async () => {
  const { code, answers } = await validate(`${good}\nnot json\n[]\r\n\n${good.replace('"a-1"', '"a 1"')}`);
  expect(answers).toEqual([
    { valid: true, errors: [] },
    { error: { code: "invalid_json", message: "The line is not valid JSON." } },
    { valid: false, errors: [{ field: "", message: "The payload must be one JSON object." }] },
    { valid: false, errors: [{ field: "puid", message: "puid is not in the expected form." }] },
  ]);
  expect(code).toBe(1);
});

test("a payload that breaks rules is an answer, so the exit code is 0", async () => {
  expect(await validate("{}\n")).toMatchObject({ code: 0, answers: [{ valid: false }] });
});

test("an unknown option is bad usage, and nothing is written to the output", async () => {
  expect(await validate(good, ["--all"])).toMatchObject({
    code: 2,
    answers: [],
    complaint: expect.stringContaining("usage"),
  });
});
