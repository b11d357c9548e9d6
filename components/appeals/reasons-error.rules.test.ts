import { expect, test } from "vitest";
import { reasonsProblem } from "./reasons-error.rules";

const refused = { sentence: "reasons: at least 10 characters.", sent: "Too short" };

test("before anything was refused the reasons are not faulted", () => {
  expect(reasonsProblem(null, "")).toBeNull();
});

test("reasons that are too short stay faulted while they are, and no longer", () => {
  expect(reasonsProblem(refused, "Too short")).toEqual({ is: "short", min: 10 });
  expect(reasonsProblem(refused, "Short yet")).toEqual({ is: "short", min: 10 });
  expect(reasonsProblem(refused, "Now they say enough to be read.")).toBeNull();
});

test("what only the server sees stands until the words are changed", () => {
  const named = { sentence: "The reasons name somebody.", sent: "Asked for by Ida Berg." };
  expect(reasonsProblem(named, named.sent)).toEqual({ is: "said", sentence: named.sentence });
  expect(reasonsProblem(named, "Asked for by somebody.")).toBeNull();
});
