import { expect, test } from "vitest";
import { dayIn } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { affected } from "@/test/statement-example";
import { addresseeDays, zoneOfAccount, zoneOfNotifier } from "./addressee-days.rules";
import { appealWindowEnds } from "./appeal-window.rules";
import { composeStatement } from "./statement.rules";

const platform = { platform: { id: "p", name: { en: "P", hans: "P", hant: "P" }, zone: "Asia/Shanghai" } };
/** Still the 26th in Berlin, already the 27th in China. */
const at = { decidedAt: new Date("2026-11-26T19:00:00Z"), effectiveAt: new Date("2026-11-26T19:00:30Z") };

test("a letter's days are its reader's: 26 November in Berlin, 27 in Shanghai, for one decision", () => {
  const account = {
    id: "a",
    handle: "@a",
    kind: null,
    email: null,
    language: null,
    zone: "Europe/Berlin",
    jurisdiction: null,
  };
  expect(zoneOfAccount({ ...platform, account })).toBe("Europe/Berlin");
  expect(zoneOfAccount({ ...platform, account: { ...account, zone: null } })).toBe("Asia/Shanghai");
  expect(zoneOfNotifier(platform, { contactZone: "Europe/Berlin" })).toBe("Europe/Berlin");
  expect(zoneOfNotifier(platform, { contactZone: null })).toBe("Asia/Shanghai");
  expect(addresseeDays(at, "Europe/Berlin")).toEqual({ decidedOn: "2026-11-26", appealEndsOn: "2027-05-26" });
  expect(addresseeDays(at, "Asia/Shanghai")).toEqual({ decidedOn: "2026-11-27", appealEndsOn: "2027-05-27" });
});

test("the end of the window that the desk shows is, in the addressee's zone, the day of the letter", () => {
  for (const zone of ["Europe/Berlin", "Asia/Shanghai", "America/New_York", "UTC"])
    expect(dayIn(appealWindowEnds(at.effectiveAt, zone), zone)).toBe(addresseeDays(at, zone).appealEndsOn);
});

test("the zone is said with the last day to complain, and with a measure's days only where the reader has another clock", () => {
  const textOf = (zone: string) => composeStatement({ ...affected, zone }, translatorFor("en", "statement")).text;
  expect(textOf("Europe/Berlin")).toContain("until the end of 12 September 2025 (Central European Time).");
  expect(textOf("Europe/Berlin")).toContain("We decided this on 12 March 2025 (Central European Time).");
  expect(textOf("Europe/Berlin")).toContain("These days are days of the platform (China Standard Time).");
  expect(textOf("Asia/Shanghai")).not.toContain("days of the platform");
  const zh = composeStatement({ ...affected, language: "zh-Hans" }, translatorFor("zh-Hans", "statement")).text;
  expect(zh).toContain("该决定于2025年3月12日（中国标准时间）作出。");
  expect(zh).toContain("该链接在2025年9月12日当日结束前有效（中国标准时间）。");
});
