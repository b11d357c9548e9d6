import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { run } from "./db-seed";

async function said(args: string[]) {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const code = await run(args, { input: Readable.from([]), output, errors });
  output.end();
  errors.end();
  return { code, errors: await text(errors) };
}

test.each([
  [[]],
  [["--load"]],
  [["--load", "0"]],
  [["--load", "many"]],
  [["--load", "-5"]],
  [["--load", "10000001"]],
  [["--town", "--load", "5"]],
])("`db seed %j` is refused with how to use it, before any database is opened", async (args) => {
  const { code, errors } = await said(args);
  expect(code).toBe(2);
  expect(errors).toContain("db seed --load N");
});
