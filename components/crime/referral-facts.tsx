import { useLocale, useTranslations } from "next-intl";
import type { ReferralView } from "@/lib/crime/referral.contract";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** What is suspected and why, what became of it, and the evidence with its hash. */
export function ReferralFacts({ referral, mayExport }: { referral: ReferralView; mayExport: boolean }) {
  const t = useTranslations("crime");
  const names = new Intl.DisplayNames([useLocale()], { type: "region", style: "short" });
  const { country, evidence, addressee } = referral;
  return (
    <>
      <Panel title={t(`states.${referral.state}`)}>
        <DefinitionList
          items={[
            {
              key: "case",
              term: t("case"),
              value: (
                <TextLink href={`/cases/${referral.caseId}`} via={QuietLink} className="font-mono">
                  {referral.case}
                </TextLink>
              ),
            },
            {
              key: "why",
              term: t("why"),
              value: (
                <p className="reading whitespace-pre-wrap" dir="auto">
                  {referral.why}
                </p>
              ),
            },
            {
              key: "country",
              term: t("country"),
              value: country ? (names.of(country) ?? country) : t("countryUnknown"),
            },
            { key: "opened", term: t("openedBy"), value: referral.openedBy },
            { key: "at", term: t("suspicionAt"), value: <Time value={referral.suspicionAt} show="exact" /> },
            { key: "addressee", term: t("addressee"), value: addressee && t(`addressees.${addressee}`) },
            { key: "authority", term: t("authority"), value: referral.authority },
            { key: "reference", term: t("authorityReference"), value: referral.authorityReference },
            {
              key: "ended",
              term: t("endedAt"),
              value: referral.endedAt ? <Time value={referral.endedAt} show="exact" /> : null,
            },
            { key: "by", term: t("endedBy"), value: referral.endedBy },
            { key: "refusedWhy", term: t("refusedWhy"), value: referral.refusedWhy },
          ]}
        />
      </Panel>
      <Panel title={t("evidence")}>
        <div className="grid gap-3">
          <p className="reading text-ink-soft">{t("evidenceText")}</p>
          <DefinitionList
            items={[
              { key: "hash", term: "SHA-256", value: <code className="break-all">{evidence.sha256}</code> },
              { key: "locked", term: t("lockedAt"), value: <Time value={evidence.lockedAt} show="exact" /> },
              { key: "files", term: t("files"), value: evidence.files },
            ]}
          />
          {mayExport ? (
            <p>
              <a className="link" href={`/api/referrals/${referral.id}/evidence`} download>
                {t("export")}
              </a>
            </p>
          ) : null}
        </div>
      </Panel>
    </>
  );
}
