import { expect, test } from "vitest";
import { opens, readReference, referenceFrom, secretHash, trackingSecret } from "./reference.rules";

test("a reference is made of its random bytes alone, in letters that cannot be confused", () => {
  expect(referenceFrom(new Uint8Array([0, 0, 0, 0, 0]))).toBe("N-0000-0000");
  expect(referenceFrom(new Uint8Array([255, 255, 255, 255, 255]))).toBe("N-ZZZZ-ZZZZ");
  expect(referenceFrom(new Uint8Array([0x3a, 0x47, 0x6b, 0xa5, 0xad]))).toMatch(
    /^N-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
  );
});

test("a reference is read as people write it down", () => {
  for (const typed of ["N-7K3P-Q9XD", "n-7k3p-q9xd", " N 7K3P Q9XD ", "N7K3PQ9XD"])
    expect(readReference(typed)).toBe("N-7K3P-Q9XD");
  expect(readReference("N-O1IL-0000")).toBe("N-0111-0000");
  for (const typed of ["", "N-7K3P", "A-7K3P-Q9XD", "N-7K3P-Q9XU", "N-7K3P-Q9XDD"])
    expect(readReference(typed)).toBeNull();
});

test("only the notice's own secret opens it, and a letter cut off does not", () => {
  const secret = trackingSecret("link secret", "0190-a");
  expect(opens(secret, secretHash(secret))).toBe(true);
  expect(opens(secret.slice(0, -1), secretHash(secret))).toBe(false);
  expect(opens("", secretHash(secret))).toBe(false);
  expect(trackingSecret("link secret", "0190-b")).not.toBe(secret);
  expect(trackingSecret("another", "0190-a")).not.toBe(secret);
});
