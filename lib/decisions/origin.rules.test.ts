import { expect, test } from "vitest";
import { noticeSources } from "@/lib/intake/contract";
import { translatorFor } from "@/messages/load";
import { affected } from "@/test/statement-example";
import { statementSource } from "./origin.rules";
import { composeStatement } from "./statement.rules";

const from = (source: string, legalClaim = true) => ({ source, legalClaim });
const toldOf = (source: ReturnType<typeof statementSource>, language: "en" | "zh-Hans" = "en") =>
  composeStatement({ ...affected, language, source }, translatorFor(language, "statement"))
    .parts.find(({ id }) => id === "source")
    ?.paragraphs.join(" ") ?? "";

test("S6: as soon as anybody reported, no letter says that nobody did, whichever two came first and opened the case", () => {
  for (const first of noticeSources) {
    for (const second of noticeSources) {
      for (const opener of noticeSources) {
        const source = statementSource(opener, [from(first), from(second)]);
        const isOwn = first === "own_detection" && second === "own_detection";
        expect([first, second, opener, source === "own_initiative"]).toEqual([first, second, opener, isOwn]);
        expect(source).toBe(statementSource(opener, [from(second), from(first)]));
        expect(toldOf(source).includes("Nobody reported it.")).toBe(isOwn);
        expect(toldOf(source, "zh-Hans").includes("并无人举报")).toBe(isOwn);
      }
    }
  }
});

test("S6: an authority beside a report: both are told, and who reported is not", () => {
  const both = statementSource("authority", [from("authority"), from("guest")]);
  expect(toldOf(both)).toContain("It was also reported to us. We do not say who reports content.");
  expect(toldOf(statementSource("authority", [from("court")]))).not.toContain("reported");
  expect(toldOf(statementSource("guest", [from("guest"), from("own_detection")]))).toContain("Someone reported");
});

test("a report under our own rules is told apart from one that claims a breach of the law, whoever else detected it", () => {
  expect(statementSource("guest", [from("own_detection"), from("guest", false)])).toBe("other_report");
  expect(statementSource("guest", [from("own_detection", true), from("guest", false)])).toBe("other_report");
  expect(statementSource("own_detection", [from("guest", true), from("own_detection", false)])).toBe("notice");
});

test("where no report is left to answer, what opened the case speaks", () => {
  expect(statementSource("own_detection", [])).toBe("own_initiative");
  expect(statementSource("authority", [])).toBe("authority");
  expect(statementSource("trusted_flagger", [])).toBe("trusted_flagger");
  expect(statementSource("guest", [])).toBe("other_report");
});
