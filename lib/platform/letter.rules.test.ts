import { expect, test } from "vitest";
import { dayWithZone, letter, momentWithZone } from "./letter.rules";

test("a stranger's words in a letter cannot turn its sentences around, and nothing hides in them", () => {
  const paragraphs = ["Quoted: “pay \u202e0001\u0007 \u2067now”.\nThe next line"];
  const made = letter("About \u202dyour post", [{ id: "facts", heading: "What \u2066it said", paragraphs }]);
  expect(made).toEqual({
    subject: "About your post",
    parts: [{ id: "facts", heading: "What it said", paragraphs: ["Quoted: “pay 0001 now”.\nThe next line"] }],
    text: "What it said\nQuoted: “pay 0001 now”.\nThe next line",
  });
});

test("a zone within a sentence begins small in Italian and Portuguese, as the word for an hour does", () => {
  expect(dayWithZone("2026-11-29", "Asia/Shanghai", "it")).toBe("29 novembre 2026 (ora standard della Cina)");
  expect(dayWithZone("2026-11-29", "Asia/Shanghai", "pt")).toMatch(/^29 de novembro de 2026 \(h/);
  expect(momentWithZone(new Date("2026-11-28T20:40:00Z"), "Asia/Shanghai", "it")).toContain(
    "(ora standard della Cina)",
  );
});
