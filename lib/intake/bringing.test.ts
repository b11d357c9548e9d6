import { expect, test } from "vitest";
import { aNotice } from "@/test/intake";
import { flaggerKey, guest, platformKey, withIntake } from "@/test/notices";
import { keptBringing, missingOf } from "./bringing.rules";

const { failuresOf, noticeBy, sent } = withIntake();

test("a guardian says whom it is about, an executor and a rights holder also by what right, a detector its tool and finding", () => {
  expect(missingOf("guardian", "parent", null)).toEqual(["concerned"]);
  expect(missingOf("guest", "executor", { concerned: "My father's account" })).toEqual(["proof"]);
  expect(missingOf("guest", "representative", null)).toEqual(["concerned", "proof"]);
  expect(missingOf("rights_holder", "rights-holder", { concerned: "The mark", proof: " " })).toEqual(["proof"]);
  expect(missingOf("third_party", null, { tool: "Control 3.2", score: 0 })).toEqual(["finding"]);
  for (const plain of ["guest", "registered", "authority", "own_detection"])
    expect(missingOf(plain, "self", null)).toEqual([]);
});

test("what is empty is not kept, and a sure nothing is", () => {
  expect(keptBringing({ concerned: "  ", isMinor: false })).toBeNull();
  expect(keptBringing(undefined)).toBeNull();
  expect(keptBringing({ tool: "Control", score: 0, proof: "" })).toEqual({ tool: "Control", score: 0 });
});

test("a parent's notice and a minor's own are taken from anybody, with what they bring and without", async () => {
  const bringing = { concerned: "The girl in the first picture" };
  const parent = await noticeBy(await sent(aNotice({ relation: "parent", bringing }), guest));
  expect(parent).toMatchObject({ relation: "parent", source: "guest", bringing });
  const minor = await noticeBy(await sent(aNotice({ relation: "self", bringing: { isMinor: true } }), guest));
  expect(minor.bringing).toEqual({ isMinor: true });
  expect((await noticeBy(await sent(aNotice({ relation: "executor" }), guest))).bringing).toBeNull();
});

test("a visitor is no detector; a key that may say so is one, with tool, finding and how sure it is", async () => {
  const bringing = { tool: "Control 3.2", finding: "4471", score: 0.97 };
  expect(await failuresOf(aNotice({ bringing }), guest)).toEqual([
    "bringing.tool detector_not_yours",
    "bringing.finding detector_not_yours",
    "bringing.score detector_not_yours",
  ]);
  expect(await failuresOf(aNotice({ source: "third_party", bringing }), platformKey)).toEqual([
    "source source_not_yours",
  ]);
  const found = await noticeBy(await sent(aNotice({ source: "third_party", bringing }), flaggerKey));
  expect(found).toMatchObject({ source: "third_party", bringing });
});

test("what a source brings is checked like every other field, and named", async () => {
  expect(await failuresOf(aNotice({ bringing: { proof: "x".repeat(501) } }), guest)).toEqual([
    "bringing.proof too_long",
  ]);
  expect(await failuresOf(aNotice({ bringing: { concerned: "two\nlines" } }), guest)).toEqual([
    "bringing.concerned single_line",
  ]);
});

test("S7: who looks for content says whether a tool found it; a visitor, a person's source and a named tool are held to it", async () => {
  const says = { automatedDetection: "full" };
  expect(await failuresOf(aNotice(says), guest)).toEqual(["automatedDetection detector_not_yours"]);
  for (const source of ["registered", "authority", "guardian"])
    expect(await failuresOf(aNotice({ ...says, source }), flaggerKey)).toEqual([
      "automatedDetection detection_of_no_finder",
    ]);
  expect(await failuresOf(aNotice({ automatedDetection: "yes", source: "own_detection" }), flaggerKey)).toEqual([
    "automatedDetection not_one_of",
  ]);
  const bringing = { tool: "Control 3.2", finding: "4471" };
  expect(
    await failuresOf(aNotice({ automatedDetection: "none", source: "third_party", bringing }), flaggerKey),
  ).toEqual(["automatedDetection detection_by_tool"]);
  for (const source of ["own_detection", "third_party", "rights_holder"])
    for (const automatedDetection of ["full", "partial", "none"])
      expect(await noticeBy(await sent(aNotice({ source, automatedDetection }), flaggerKey))).toMatchObject({
        source,
        automatedDetection,
      });
  expect((await noticeBy(await sent(aNotice({ source: "own_detection" }), flaggerKey))).automatedDetection).toBeNull();
});
