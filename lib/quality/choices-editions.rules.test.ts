import { expect, test } from "vitest";
import { nextDay, withScheduledVersion } from "@/test/editions";
import { reviewChoices } from "./choices.rules";

test("a second look at content of today is offered the words and the measures of today, each once, not those of a version to come", () => {
  const pack = withScheduledVersion();
  const on = (day: string) => {
    const { clauses, actions } = reviewChoices(pack, { day, role: null, jurisdiction: null }, []);
    return [...clauses.map(({ title }) => title.en), ...actions.map(({ label }) => label.en)];
  };
  const now = on("2026-03-01");
  expect(now.length).toBeGreaterThan(5);
  expect(now.filter((words) => words.startsWith("Reworded"))).toEqual([]);
  expect(on(nextDay)).toEqual(now.map((words) => `Reworded ${words}`));
  expect(
    new Set(
      reviewChoices(pack, { day: "2026-03-01", role: null, jurisdiction: null }, []).clauses.map(({ ref }) => ref),
    ).size,
  ).toBe(reviewChoices(pack, { day: "2026-03-01", role: null, jurisdiction: null }, []).clauses.length);
});
