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
    { line: 1, valid: true, errors: [] },
    { line: 2, error: { code: "invalid_json", message: "The line is not valid JSON." } },
    { line: 3, valid: false, errors: [{ field: "", message: "The payload must be one JSON object." }] },
    {
      line: 5,
      valid: false,
      errors: [
        {
          field: "puid",
          message: 'puid has "a 1", but may have only the letters a to z and A to Z, digits, "-" and "_".',
        },
      ],
    },
  ]);
  expect(code).toBe(1);
});

test("a payload that breaks rules was judged: the exit code is 0, and 1 only when a line could not be judged", async () => {
  expect(await validate(`${good}\n{}\n[]\n`)).toMatchObject({
    code: 0,
    answers: [{ valid: true }, { valid: false }, { valid: false }],
  });
  expect(await validate(`${good}\nnot json\n`)).toMatchObject({ code: 1, answers: [{}, { error: {} }] });
});

test("a text that looks like personal data is told without repeating it, and the verdict stays that of the database", async () => {
  const facts = "Write to ada@mail.example or +49 30 901820, pay to DE89 3704 0044 0532 0130 00, seen at 203.0.113.9.";
  const { code, answers } = await validate(JSON.stringify({ ...JSON.parse(good), decision_facts: facts }));
  expect([code, answers[0].valid]).toEqual([0, true]);
  expect(answers[0].warnings.map(({ field }: { field: string }) => field)).toEqual(Array(4).fill("decision_facts"));
  for (const word of ["e-mail", "telephone", "IBAN", "IP address"])
    expect(JSON.stringify(answers[0].warnings)).toContain(word);
  expect(JSON.stringify(answers[0])).not.toContain("ada@");
});

test("a keyword of another category is told with the category it belongs to, and the verdict stays that of the database", async () => {
  const scam = { ...JSON.parse(good), category: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD" };
  const pairs = [
    { category_specification: ["KEYWORD_SUICIDE", "KEYWORD_PHISHING", "KEYWORD_OTHER"] },
    { category_specification: ["KEYWORD_SUICIDE"], category_addition: ["STATEMENT_CATEGORY_SELF_HARM"] },
    { category_specification: ["KEYWORD_STALKING"] },
    { category_specification: ["KEYWORD_UNHEARD_OF"] },
  ];
  const { code, answers } = await validate(pairs.map((pair) => JSON.stringify({ ...scam, ...pair })).join("\n"));
  expect([code, ...answers.map(({ valid }) => valid)]).toEqual([0, true, true, true, false]);
  expect(answers[0].warnings).toMatchObject([{ field: "category_specification" }]);
  for (const word of ["KEYWORD_SUICIDE", "STATEMENT_CATEGORY_SELF_HARM", "not to STATEMENT_CATEGORY_SCAMS_AND_FRAUD"])
    expect(answers[0].warnings[0].message).toContain(word);
  expect(answers[1]).not.toHaveProperty("warnings");
  expect(answers[2].warnings[0].message).toContain("no category of the report");
  expect(answers[3]).not.toHaveProperty("warnings");
});

test("the id that a line has comes back with its verdict", async () => {
  const { answers } = await validate(`${JSON.stringify({ ...JSON.parse(good), id: "row-7" })}\n{"id":8}`);
  expect(answers).toMatchObject([
    { line: 1, id: "row-7", valid: true },
    { line: 2, id: 8, valid: false },
  ]);
});

test("an unknown option is bad usage, and nothing is written to the output", async () => {
  expect(await validate(good, ["--all"])).toMatchObject({
    code: 2,
    answers: [],
    complaint: expect.stringContaining("usage"),
  });
});
