import { expect, test } from "vitest";
import { detectionExtents } from "@/lib/intake/detection.rules";
import { detectionCorrection, detectionOf, detectionSaid } from "./detection.rules";

const from = (source: string, automatedDetection: (typeof detectionExtents)[number] | null = null) => ({
  source,
  automatedDetection,
});
const silent = { findings: {} };
const reasonsOf = (notices: ReturnType<typeof from>[], choice: Parameters<typeof detectionOf>[1] = silent) =>
  detectionOf({ notices }, choice).problems.map(({ field, reason }) => `${field} ${reason}`);

test("what a source says of how it found the content is taken; found by a tool alone and by a person, it was found by both", () => {
  for (const extent of detectionExtents)
    expect(detectionOf({ notices: [from("own_detection", extent)] }, silent)).toEqual({ value: extent, problems: [] });
  expect(detectionSaid([from("own_detection", "full"), from("third_party", "none")])).toBe("partial");
  expect(detectionOf({ notices: [from("guest")] }, silent)).toEqual({ value: null, problems: [] });
});

test("S7: nobody guesses for our own detection or a third party's control that is silent; the moderator is asked", () => {
  for (const source of ["own_detection", "third_party"])
    expect(reasonsOf([from(source)])).toEqual(["automatedDetection detection_needed"]);
  expect(reasonsOf([from("own_detection", "full"), from("own_detection")])).toHaveLength(1);
  for (const automatedDetection of detectionExtents)
    expect(detectionOf({ notices: [from("own_detection")] }, { ...silent, automatedDetection })).toEqual({
      value: automatedDetection,
      problems: [],
    });
});

test("the moderator's word in the place of the source's counts with its reason, and the decision keeps both", () => {
  const notices = [from("own_detection", "full")];
  const choice = { ...silent, automatedDetection: "none" as const };
  expect(reasonsOf(notices, choice)).toEqual(["automatedDetection detection_known"]);
  expect(detectionOf({ notices }, choice).value).toBe("full");
  expect(detectionCorrection({ notices }, choice)).toBeNull();
  const automatedDetectionWhy = "A colleague found it by hand and used the tool's key.";
  const corrected = { ...choice, automatedDetectionWhy };
  expect(detectionOf({ notices }, corrected)).toEqual({ value: "none", problems: [] });
  expect(detectionCorrection({ notices }, corrected)).toEqual({ from: "full", to: "none", why: automatedDetectionWhy });
});

test("that a tool found what people reported is said with a reason, unless a clause that turns on it was ticked", () => {
  const notices = [from("guest")];
  expect(reasonsOf(notices, { ...silent, automatedDetection: "full" })).toEqual(["automatedDetection detection_known"]);
  expect(detectionOf({ notices }, { findings: { detectedAutomatically: true } })).toEqual({
    value: "full",
    problems: [],
  });
});
