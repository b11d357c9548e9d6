import { useTranslations } from "next-intl";
import type { AccountStanding } from "@/lib/decisions/account.contract";
import { Localised } from "../ui/localised";
import { Time } from "../ui/time";

/** One sanction that runs, with its end as the platform words it. */
export function RunningSanction({ sanction, zone }: { sanction: AccountStanding["running"][number]; zone: string }) {
  const t = useTranslations("case.account");
  return (
    <>
      <Localised value={sanction.label} />{" "}
      <span className="inline-block text-ink-soft">
        {sanction.endsAt ? (
          <>
            {t("until")} <Time value={sanction.endsAt} show="exact" zone={zone} />
          </>
        ) : (
          t(sanction.permanent ? "permanent" : "openEnded")
        )}
      </span>
    </>
  );
}
