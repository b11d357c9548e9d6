import { expect, test } from "vitest";
import { demoPassword } from "./demo.rules";
import { isLastAdmin, overlaps, stateOfQualification, weaknessOfPassword } from "./rules";

const admin = (id: string, disabledAt: Date | null = null) => ({
  id,
  role: "admin" as const,
  disabledAt,
  sessionVersion: 1,
});
const day = (text: string) => new Date(`${text}T00:00:00Z`);

test("an admin is the last one when the others can no longer sign in", () => {
  expect(isLastAdmin(admin("a"), [admin("a"), admin("b", day("2026-01-01"))])).toBe(true);
  expect(isLastAdmin(admin("a"), [admin("a"), admin("b")])).toBe(false);
  expect(isLastAdmin({ ...admin("c"), role: "moderator" }, [admin("a")])).toBe(false);
});

test("a password made of one's own name, or of a few letters, is too weak; a sentence is not", () => {
  const mei = { email: "mei.lin@example.org", name: "Mei Lin" };
  expect(weaknessOfPassword("mei.lin@example.org", mei)).toBe("password_is_name");
  expect(weaknessOfPassword("MEI.LIN-2026", mei)).toBe("password_is_name");
  expect(weaknessOfPassword("aaaaaaaaaaaa", mei)).toBe("password_repeats");
  expect(weaknessOfPassword("abababababab", mei)).toBe("password_repeats");
  expect(weaknessOfPassword("seven quiet herons", mei)).toBeNull();
  expect(weaknessOfPassword("一只安静的白鹭在河边走过田野", mei)).toBeNull();
});

test("two proofs of one subject may touch but not overlap", () => {
  const year = (n: number) => ({
    subject: "Complaints",
    validFrom: day(`${n}-01-01`),
    validUntil: day(`${n + 1}-01-01`),
  });
  expect(overlaps(year(2025), year(2026))).toBe(false);
  expect(overlaps(year(2026), { ...year(2026), subject: "COMPLAINTS" })).toBe(true);
  expect(overlaps(year(2026), { ...year(2026), subject: "Languages" })).toBe(false);
  expect(overlaps({ ...year(2020), validUntil: null }, year(2026))).toBe(true);
});

test("a proof that ends where it begins never counts", () => {
  const span = { validFrom: day("2026-06-01"), validUntil: day("2026-06-01") };
  for (const at of ["2026-05-31", "2026-06-01", "2026-06-02"])
    expect(stateOfQualification(span, day(at))).not.toBe("valid");
});

test("a demo's password is three words and four digits", () => {
  expect(demoPassword(() => 0)).toBe("amber-amber-amber-0000");
  expect(demoPassword((below) => below - 1)).toBe("willow-willow-willow-9999");
});
