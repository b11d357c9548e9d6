import "server-only";
import { eq } from "drizzle-orm";
import { affiliates } from "@/db/schema";
import { letterLanguageOfTag } from "@/i18n/locales";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { dayIn, startOfDay } from "@/lib/platform/time.rules";
import { translatorFor } from "@/messages/load";
import { OpenAffiliateCase, ScreenAffiliate, type TraderWritten } from "./trader.contract";
import { accountFor, openOwnCase } from "./trader.store";

const about = ({ accountId }: { accountId: string }, detail: Record<string, string | null> = {}) => ({
  kind: "affiliate",
  id: accountId,
  detail,
});

/** Records how a partner of the affiliate programme was screened (AE6). */
export const screenAffiliate = command({
  name: "affiliate.screen",
  permission: "trader.manage",
  input: ScreenAffiliate,
  subject: (input) => about(input, { result: input.result }),
  async run({ tx, actor, now, onPlatform }, { accountId, version, result, screenedOn, note }) {
    const account = await accountFor(tx, actor, accountId);
    if (!account.ok) return account;
    const { platformId, zone } = account.value;
    onPlatform(platformId);
    if (screenedOn > dayIn(now, zone))
      return fail("invalid", "invalid", { fields: [{ field: "screenedOn", reason: "date_in_future" }] });
    const [before] = await tx.select().from(affiliates).where(eq(affiliates.accountId, accountId)).for("update");
    if ((before?.version ?? 0) !== version) return fail("stale", "trader_changed");
    const screenedBy = actor.kind === "person" ? actor.id : null;
    const row = { result, note, screenedAt: startOfDay(screenedOn, zone), screenedBy, version: version + 1 };
    await tx
      .insert(affiliates)
      .values({ accountId, platformId, ...row })
      .onConflictDoUpdate({ target: affiliates.accountId, set: row });
    return ok<TraderWritten>({ accountId, version: version + 1 });
  },
});

/**
 * Opens a case of own initiative about a partner that does not comply: termination is then a decision like any other, by
 * the platform's own actions, with its statement and its appeal (AE5, AE6).
 */
export const openAffiliateCase = command({
  name: "affiliate.case",
  permission: "trader.manage",
  input: OpenAffiliateCase,
  subject: (input, value?: { caseId: string }) => about(input, { caseId: value?.caseId ?? null }),
  async run({ tx, actor, now, onPlatform }, { accountId, why }) {
    const account = await accountFor(tx, actor, accountId);
    if (!account.ok) return account;
    onPlatform(account.value.platformId);
    const language = letterLanguageOfTag(account.value.language ?? "") ?? "en";
    const t = translatorFor(language, "traderMail");
    const record = { title: t("record.affiliateTitle"), text: t("record.affiliate"), language };
    const opened = await openOwnCase(
      tx,
      account.value,
      { record: "affiliate", role: "affiliate", why, ...record },
      now,
    );
    return opened.ok ? ok({ accountId, caseId: opened.value.caseId }) : opened;
  },
});
