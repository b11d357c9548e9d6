import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { redressPart } from "@/lib/decisions/statement-text.rules";
import { translatorFor } from "@/messages/load";

test.each(letterLanguages)("D1: what is said in %s of bodies and courts puts no complaint before them", (language) => {
  const t = translatorFor(language, "statement");
  const redress = {
    appealUrl: "https://desk.example/decision/x/appeal",
    appealEndsOn: "2017-03-08",
    disputeBodiesUrl: null,
  };
  const withPage = { ...redress, disputePageUrl: "https://desk.example/dispute-bodies" };
  const told = redressPart(withPage, { language, zone: "Europe/Berlin" }, t).paragraphs;
  expect(told).toContain(t("redress.disputeOwnList", { url: withPage.disputePageUrl }));
  expect(told).toContain(t("redress.court"));
  // Without a complaint to us, the other two ways are told in the same words.
  const without = redressPart(
    { ...withPage, appealUrl: null, appealEndsOn: null },
    { language, zone: "UTC" },
    t,
  ).paragraphs;
  expect(told.slice(-without.length)).toEqual(without);
});
