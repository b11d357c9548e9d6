import { expect, test } from "vitest";
import { type Bucket, draw } from "./rate-limit.rules";

const allowance = { limit: 3, windowMs: 60_000 };

test("the fourth request of a minute is refused, and told when the next is allowed", () => {
  let bucket: Bucket | undefined;
  const answers = [0, 0, 0, 0].map((now) => {
    const drawn = draw(bucket, allowance, now);
    bucket = drawn.bucket;
    return drawn.grant;
  });
  expect(answers.map((grant) => grant.granted)).toEqual([true, true, true, false]);
  expect(answers.map((grant) => grant.remaining)).toEqual([2, 1, 0, 0]);
  expect(answers[3]).toMatchObject({ retryAfter: 20, reset: 60 });
});

test("a third of the window later one more is allowed, and never more than the limit are saved up", () => {
  const empty: Bucket = { left: 0, at: 0 };
  expect(draw(empty, allowance, 19_000).grant.granted).toBe(false);
  expect(draw(empty, allowance, 20_000).grant.granted).toBe(true);
  expect(draw(empty, allowance, 3_600_000).bucket.left).toBe(2);
});
