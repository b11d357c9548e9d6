import { expect, test } from "vitest";
import { affiliateState, traderState } from "./told-facts.rules";

test.each([
  ["verified 2025-11-03", "checked"],
  ["yes", "checked"],
  ["register number missing", "unchecked"],
  ["unverified", "unchecked"],
  ["not verified", "unchecked"],
  [" ", "unsaid"],
  [undefined, "unsaid"],
])("a trader of whom the platform says %j is %s", (told, state) => expect(traderState(told)).toBe(state));

test.each([
  ["no", "none"],
  ["partner since 2024, screened 2025-06-01", "screened"],
  ["partner since 2024", "unscreened"],
  ["partner, not yet screened", "unscreened"],
  ["unscreened", "unscreened"],
  ["no screening on record", "unscreened"],
  [undefined, "unsaid"],
])("a partner of whom the platform says %j is %s", (told, state) => expect(affiliateState(told)).toBe(state));
