import { expect, test } from "vitest";
import { piecesOf } from "./mail-text.rules";

test("our own addresses in a mail can be followed, others stay text", () => {
  const body =
    "Read it at http://127.0.0.1:3000/decision/abc?lang=en\nor see https://evil.test/x and http://127.0.0.1:3000.evil.test/";
  const links = piecesOf(body, "http://127.0.0.1:3000").filter((piece) => piece.href !== null);
  expect(links).toEqual([{ text: "http://127.0.0.1:3000/decision/abc?lang=en", href: "/decision/abc?lang=en" }]);
  expect(
    piecesOf(body, "http://127.0.0.1:3000")
      .map((piece) => piece.text)
      .join(""),
  ).toBe(body);
});
