import { expect, test } from "vitest";
import { fieldFailures } from "@/lib/platform/field-failures";
import { taobao } from "@/test/drafts";
import { checksOf } from "./edit/checks.rules";
import { AddPlatform } from "./platform.contract";

const kites = { id: "kite-fair", prefix: "KF", zone: "UTC", tier: "online_platform" as const };
const named = (name: { en: string; hans?: string; hant?: string }) => AddPlatform.parse({ ...kites, name }).name;

test("a platform needs no Chinese name: its English one stands for it, and one script for the other", () => {
  expect(named({ en: "Kite Fair" })).toEqual({ en: "Kite Fair", hans: "Kite Fair", hant: "Kite Fair" });
  expect(named({ en: "Kite Fair", hans: " ", hant: "" }).hans).toBe("Kite Fair");
  expect(named({ en: "Kite Fair", hans: "风筝集市" })).toMatchObject({ hans: "风筝集市", hant: "风筝集市" });
  expect(AddPlatform.safeParse({ ...kites, name: { en: " ", hans: "风筝集市" } }).success).toBe(false);
});

test("among the hints of its drafts a platform without a Chinese name is listed as untranslated, and any other is not", () => {
  const untranslated = (hans: string) =>
    checksOf({ ...taobao(), name: { en: "Kite Fair", hans, hant: hans } }).filter(
      ({ code }) => code === "platformNoChinese",
    );
  expect(untranslated("Kite Fair")).toMatchObject([{ severity: "warns", values: { name: "Kite Fair" } }]);
  expect(untranslated("风筝集市")).toEqual([]);
});

test("a role or a place of two words is one name, in whichever way the names are set apart", () => {
  const read = (roles: unknown) => AddPlatform.parse({ ...kites, name: { en: "Kite Fair" }, roles, surfaces: roles });
  for (const roles of [
    "Stall holder, visitor",
    "stall holder，visitor,",
    "stall-holder、 visitor",
    ["Stall  Holder", "visitor"],
  ])
    expect(read(roles)).toMatchObject({ roles: ["stall-holder", "visitor"], surfaces: ["stall-holder", "visitor"] });
  expect(read("stall holder\nvisitor\nStall Holder").roles).toEqual(["stall-holder", "visitor"]);
  expect(read("").roles).toEqual([]);
});

test("a name that would lose more than its spaces and capitals is refused by name", () => {
  for (const word of ["stall_holder", "摊主", "café", "a".repeat(61)]) {
    const read = AddPlatform.safeParse({ ...kites, name: { en: "Kite Fair" }, roles: `visitor, ${word}` });
    expect(read.error && fieldFailures(read.error)).toEqual([
      { field: "roles", reason: "platform_word", values: { word: word.slice(0, 60) } },
    ]);
  }
});
