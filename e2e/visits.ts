import { expect, type Page } from "@playwright/test";
import type { Who } from "./steps";
import {
  aCase,
  aDraft,
  aLetter,
  aMisuse,
  anAccount,
  anAppeal,
  anAudit,
  aReferral,
  aReport,
  aReportVersion,
  aStatement,
  aTryOut,
  aWave,
  behind,
  type Given,
} from "./visited";

export type Reader = Who | "a visitor";

/** How a page is come to: by whom, at which address of the demo town, and what is opened there. */
export type Visit = {
  /** Every reader for whom the page differs; "a visitor" has no account. */
  by: readonly Reader[];
  path: (given: Given) => Promise<string>;
  open?: (page: Page, by: Reader) => Promise<void>;
  /** Puts back what would be there for whoever is next: the connection, a setting. */
  close?: (page: Page, given: Given) => Promise<void>;
};

const at = (path: string) => async () => path;

/** Every page of the product, by its address with [parts] where they differ; accessibility.spec.ts fails for a page that is not here. */
export const visits: Readonly<Record<string, Visit>> = {
  "/": { by: ["a visitor"], path: at("/") },
  "/report": { by: ["a visitor"], path: at("/report") },
  "/report/sent": {
    by: ["a visitor"],
    path: async (given) => {
      const link = await aReport(given);
      return `/report/sent?reference=${link.pathname.split("/").at(-1)}&key=${link.searchParams.get("key")}`;
    },
  },
  "/transparency": { by: ["a visitor"], path: at("/transparency") },
  "/transparency/[platform]": { by: ["a visitor"], path: at("/transparency/taobao-weitao") },
  "/terms/[platform]": { by: ["a visitor"], path: at("/terms/aliexpress") },
  "/terms/[platform]/misuse": { by: ["a visitor"], path: at("/terms/aliexpress/misuse") },
  "/order/[token]": { by: ["a visitor"], path: at("/order/not-a-link") },
  "/measure/[token]": { by: ["a visitor"], path: at("/measure/not-a-link") },
  "/notice": { by: ["a visitor"], path: at("/notice") },
  "/notice/[reference]": {
    by: ["a visitor"],
    path: async (given) => {
      const { pathname, search } = await aReport(given);
      return pathname + search;
    },
  },
  "/decision/[token]": { by: ["a visitor"], path: aStatement },
  "/decision/[token]/appeal": { by: ["a visitor"], path: async (given) => `${await aStatement(given)}/appeal` },
  "/researchers": { by: ["a visitor"], path: at("/researchers") },
  "/dispute-bodies": { by: ["a visitor"], path: at("/dispute-bodies") },
  "/sign-in": { by: ["a visitor"], path: at("/sign-in?next=/queue") },
  "/queue": { by: ["mei", "tomasz"], path: at("/queue") },
  "/queue/waves": { by: ["mei", "tomasz"], path: at("/queue/waves") },
  "/queue/waves/[waveId]": { by: ["mei", "tomasz"], path: aWave },
  "/cases/[caseId]": {
    by: ["mei", "jonas", "tomasz"],
    path: async (given) => `/cases/${(await aCase(given)).id}`,
    open: async (page, by) => {
      if (by !== "mei") return expect(page.getByRole("heading", { name: "Content", level: 2 })).toBeVisible();
      await page.getByRole("button", { name: /Take the case/ }).click();
      await expect(page.getByRole("button", { name: "Accept the row" })).toBeVisible();
    },
  },
  "/search": { by: ["mei", "tomasz"], path: at("/search?q=%E5%BE%AE%E4%BF%A1") },
  "/referrals": { by: ["mei", "tomasz"], path: at("/referrals") },
  "/referrals/[referralId]": { by: ["mei", "jonas", "tomasz"], path: aReferral },
  "/misuse": { by: ["jonas", "tomasz"], path: at("/misuse") },
  "/misuse/[subjectId]": { by: ["jonas", "tomasz"], path: aMisuse },
  "/accounts": { by: ["mei"], path: at("/accounts") },
  "/accounts/[accountId]": { by: ["mei"], path: async (given) => `/accounts/${await anAccount(given)}` },
  "/appeals": { by: ["jonas"], path: at("/appeals") },
  "/appeals/[appealId]": { by: ["jonas", "tomasz"], path: async (given) => `/appeals/${await anAppeal(given)}` },
  "/clocks": { by: ["jonas", "tomasz"], path: at("/clocks") },
  "/commitments": { by: ["lucia", "jonas", "tomasz"], path: at("/commitments") },
  "/commitments/[register]": { by: ["tomasz"], path: at("/commitments/aliexpress-2025") },
  "/commitments/[register]/[ref]": { by: ["lucia", "tomasz"], path: at("/commitments/aliexpress-2025/AE7") },
  "/commitments/[register]/reports": { by: ["jonas", "tomasz"], path: at("/commitments/aliexpress-2025/reports") },
  "/disputes": { by: ["jonas", "tomasz"], path: at("/disputes") },
  "/disputes/[disputeId]": { by: ["jonas", "tomasz"], path: behind("jonas", "/disputes") },
  "/policy": { by: ["mei"], path: at("/policy") },
  "/policy/[platform]": { by: ["mei"], path: at("/policy/taobao-weitao?document=TABLE") },
  "/policy/[platform]/[version]": { by: ["mei"], path: at("/policy/wechat/cg-undated") },
  "/policy/[platform]/[version]/[ref]": { by: ["mei"], path: at("/policy/taobao-weitao/v2/Table.12.3") },
  "/policy/[platform]/suggestions": {
    by: ["lucia"],
    path: at("/policy/taobao-weitao/suggestions"),
  },
  "/policy/new": { by: ["lucia"], path: at("/policy/new") },
  "/policy/[platform]/import": { by: ["lucia"], path: at("/policy/wechat/import") },
  "/policy/[platform]/tier": { by: ["lucia", "mei"], path: at("/policy/wechat/tier") },
  "/policy/[platform]/drafts": { by: ["lucia", "tomasz"], path: at("/policy/wechat/drafts") },
  "/policy/[platform]/drafts/[draftId]": { by: ["lucia", "tomasz"], path: aDraft },
  "/policy/[platform]/compare": { by: ["lucia", "mei"], path: at("/policy/taobao-weitao/compare?from=v1&to=v2") },
  "/policy/[platform]/try": {
    by: ["lucia", "mei"],
    path: at(
      "/policy/taobao-weitao/try?role=buyer&clause=Table.4&content=2016-09-01&decision=2016-09-07&pc=Table.5&pd=2016-08-01",
    ),
  },
  "/policy/[platform]/try-out": { by: ["lucia", "mei"], path: at("/policy/taobao-weitao/try-out") },
  "/policy/[platform]/try-out/[tryOutId]": { by: ["lucia", "mei"], path: aTryOut },
  "/policy/[platform]/health": { by: ["lucia", "tomasz"], path: at("/policy/taobao-weitao/health?days=365") },
  "/statements/[statementId]": { by: ["mei"], path: async (given) => `/statements/${await aLetter(given)}` },
  "/quality": { by: ["jonas", "mei"], path: at("/quality") },
  "/quality/reviews": { by: ["jonas", "tomasz"], path: at("/quality/reviews") },
  "/quality/reviews/[sampleId]": { by: ["jonas", "tomasz"], path: behind("jonas", "/quality/reviews") },
  "/quality/golden": { by: ["jonas", "tomasz"], path: at("/quality/golden") },
  "/quality/team": { by: ["jonas"], path: at("/quality/team") },
  "/quality/handling": { by: ["jonas", "tomasz"], path: at("/quality/handling") },
  "/people/me/day": { by: ["mei"], path: at("/people/me/day") },
  "/people": { by: ["lucia", "tomasz"], path: at("/people") },
  "/people/add": { by: ["lucia"], path: at("/people/add") },
  "/people/me": { by: ["lucia"], path: at("/people/me") },
  "/people/permissions": { by: ["tomasz"], path: at("/people/permissions") },
  "/people/[personId]": { by: ["lucia", "tomasz"], path: behind("lucia", "/people") },
  "/audit": { by: ["tomasz"], path: at("/audit") },
  "/audit/[entry]": { by: ["tomasz"], path: behind("tomasz", "/audit") },
  "/settings": { by: ["lucia", "tomasz"], path: at("/settings") },
  "/audits": { by: ["tomasz", "jonas"], path: at("/audits") },
  "/audits/[drawId]": { by: ["tomasz", "jonas"], path: anAudit },
  "/settings/researchers": { by: ["lucia", "tomasz"], path: at("/settings/researchers") },
  "/settings/keys": { by: ["lucia"], path: at("/settings/keys") },
  "/settings/hash-lists": { by: ["lucia", "tomasz"], path: at("/settings/hash-lists") },
  "/settings/help": { by: ["lucia", "tomasz"], path: at("/settings/help") },
  "/settings/flaggers": { by: ["lucia", "tomasz"], path: at("/settings/flaggers") },
  "/settings/flaggers/[flaggerId]": { by: ["lucia", "tomasz"], path: behind("lucia", "/settings/flaggers") },
  "/settings/button": { by: ["lucia", "tomasz"], path: at("/settings/button") },
  "/settings/retention": { by: ["lucia", "tomasz"], path: at("/settings/retention") },
  "/settings/terms": { by: ["lucia", "tomasz"], path: at("/settings/terms") },
  "/settings/languages": { by: ["lucia", "tomasz"], path: at("/settings/languages") },
  "/settings/dispute-bodies": { by: ["lucia", "tomasz"], path: at("/settings/dispute-bodies") },
  "/settings/orders": { by: ["jonas", "tomasz"], path: at("/settings/orders") },
  "/settings/orders/[orderId]": { by: ["jonas", "tomasz"], path: behind("jonas", "/settings/orders") },
  "/settings/stronger-penalties": { by: ["lucia", "tomasz"], path: at("/settings/stronger-penalties") },
  "/reports": { by: ["lucia", "jonas", "tomasz"], path: at("/reports") },
  "/reports/new": { by: ["lucia"], path: at("/reports/new") },
  "/reports/facts": { by: ["lucia", "tomasz"], path: at("/reports/facts?platform=aliexpress") },
  "/reports/[versionId]": { by: ["lucia", "tomasz"], path: aReportVersion },
  "/reports/[versionId]/[cell]": {
    by: ["tomasz"],
    path: async (given) => `${await aReportVersion(given)}/6-0-5`,
  },
  "/outbox": { by: ["lucia", "tomasz"], path: at("/outbox") },
  "/outbox/copies": { by: ["jonas", "tomasz"], path: at("/outbox/copies") },
  "/outbox/copies/[copyId]": {
    by: ["jonas", "tomasz"],
    path: behind("jonas", "/outbox/copies"),
    open: async (page, by) => {
      await expect(page.getByText("tea.house@mail.example", { exact: true })).toBeVisible();
      if (by === "jonas") await page.getByText("Release as it is").first().click();
    },
  },
  "/outbox/database": { by: ["lucia", "tomasz"], path: at("/outbox/database") },
  "/outbox/database/days": { by: ["lucia", "tomasz"], path: at("/outbox/database/days?platform=aliexpress") },
  "/mailbox": {
    by: ["lucia"],
    path: at("/mailbox"),
    open: async (page) => {
      await page.getByRole("listitem").getByRole("link").first().click();
      await expect(page.getByRole("article")).toBeVisible();
    },
  },
};
