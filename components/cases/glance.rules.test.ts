import { expect, test } from "vitest";
import { glancedAt } from "./glance.rules";

test("a key looks at pictures and at videos that were encoded anew; one that came as it is waits for its own button", () => {
  const stored = { state: "stored", isEncoded: false } as const;
  expect(
    glancedAt([
      { ...stored, mediaId: "picture", kind: "image" },
      { ...stored, mediaId: "video", kind: "video", isEncoded: true },
      { ...stored, mediaId: "as it came", kind: "video" },
      { ...stored, mediaId: "gone", kind: "image", state: "failed" },
    ]),
  ).toEqual(["picture", "video"]);
});
