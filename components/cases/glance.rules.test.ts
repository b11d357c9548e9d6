import { expect, test } from "vitest";
import { glancedAt, loadedAt, loadKey } from "./glance.rules";

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

test("a video that came as it is has a key: R where it is alone, another one beside pictures", () => {
  const stored = { state: "stored", isEncoded: false } as const;
  const video = { ...stored, mediaId: "as it came", kind: "video" } as const;
  const picture = { ...stored, mediaId: "picture", kind: "image" } as const;
  expect(loadedAt([picture, video, { ...video, mediaId: "gone", state: "failed" }])).toEqual(["as it came"]);
  expect(loadKey(glancedAt([video]))).toBe("r");
  expect(loadKey(glancedAt([picture, video]))).toBe("l");
});
