import { expect, test } from "vitest";
import { questionBefore } from "./setting-question.rules";

test("what gives people less protection is asked about, and what gives them more is not", () => {
  expect(questionBefore("twoPersonPublish", true, false)).toBe("lessProtection");
  expect(questionBefore("twoPersonPublish", false, true)).toBeNull();
  expect(questionBefore("undoSeconds", 30, 0)).toBe("lessProtection");
  expect(questionBefore("undoSeconds", 30, 60)).toBeNull();
  expect(questionBefore("appealTargetHours", 336, 500)).toBe("lessProtection");
  expect(questionBefore("appealTargetHours", 336, 100)).toBeNull();
  expect(questionBefore("signInAttempts", 8, 50)).toBe("lessProtection");
  expect(questionBefore("signInWindowMinutes", 15, 1)).toBe("lessProtection");
  expect(questionBefore("sessionHours", 12, 12)).toBeNull();
  expect(questionBefore("leaseSeconds", 300, 30)).toBeNull();
});

test("an address that decisions are told to is asked about when it leads elsewhere, and is less protection only when it goes", () => {
  for (const key of ["webhookUrl", "databaseUrl"] as const) {
    expect(questionBefore(key, "https://a.example", "https://b.example")).toBe("elsewhere");
    expect(questionBefore(key, "https://a.example", "")).toBe("lessProtection");
    expect(questionBefore(key, "", "https://a.example")).toBeNull();
  }
});

test("sending to the Transparency Database is less protection when it stops, never when it begins; the end of a trial is told as such", () => {
  expect(questionBefore("databaseSend", true, false)).toBe("lessProtection");
  expect(questionBefore("databaseSend", false, true)).toBeNull();
  expect(questionBefore("databaseSandbox", true, false)).toBe("trialEnds");
  expect(questionBefore("databaseSandbox", false, true)).toBeNull();
});

test("an address that reported content is sent to is asked about, the first one too, and taking it away is not", () => {
  for (const key of ["modelUrl", "classifierUrl"] as const) {
    expect(questionBefore(key, "", "https://a.example/v1")).toBe("contentElsewhere");
    expect(questionBefore(key, "https://a.example/v1", "https://b.example/v1")).toBe("contentElsewhere");
    expect(questionBefore(key, "https://a.example/v1", "")).toBeNull();
  }
});
