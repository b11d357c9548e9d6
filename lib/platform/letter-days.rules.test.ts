import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { dayWithZone, momentWithZone } from "./letter.rules";

test("no language nests one pair of brackets in another where a day is told with its zone", () => {
  const at = new Date("2026-03-01T08:00:00Z");
  for (const language of letterLanguages)
    for (const zone of ["Asia/Shanghai", "Europe/Berlin", "Pacific/Auckland", "America/New_York"])
      for (const told of [dayWithZone("2026-03-01", zone, language), momentWithZone(at, zone, language)])
        expect(told.match(/[(（]/g), `${language} ${told}`).toHaveLength(1);
});
