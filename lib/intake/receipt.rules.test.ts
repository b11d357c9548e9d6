import { expect, test } from "vitest";
import { translatorFor } from "@/messages/load";
import { composeNoticeReceipt } from "./receipt.rules";

const facts = {
  language: "en" as const,
  reference: "TB-20811",
  platformName: "Taobao Weitao",
  receivedOn: "2025-03-12",
  zone: "Europe/Berlin",
  itemCount: 3,
  trackingUrl: "https://recourse.example/notice/TB-20811",
};

test("N8: the receipt holds the reference, the date and where to follow the report", () => {
  const receipt = composeNoticeReceipt(facts, translatorFor("en", "receipt"));
  expect(receipt.subject).toBe("We have your report about Taobao Weitao (TB-20811)");
  expect(receipt.text).toContain(
    "We received your report about Taobao Weitao on 12 March 2025 (Central European Time).",
  );
  expect(receipt.text).toContain("It names 3 items.");
  expect(receipt.text).toContain("https://recourse.example/notice/TB-20811");
  expect(receipt.text).toContain("reference when you write to us: TB-20811");
});

test("N8: a Chinese notifier gets it in Chinese", () => {
  const receipt = composeNoticeReceipt(
    { ...facts, language: "zh-Hans", platformName: "淘宝微淘", trackingUrl: null },
    translatorFor("zh-Hans", "receipt"),
  );
  expect(receipt.text).toContain("我们于2025年3月12日（中欧时间）收到");
  expect(receipt.text.replaceAll("TB-20811", "")).not.toMatch(/[A-Za-z{}]/);
});
