import { useTranslations } from "next-intl";
import type { AccountStanding } from "@/lib/decisions/account.contract";
import { useCountries } from "../policy/names";
import { useNames } from "../queue/nameable";
import { AffiliateState } from "../traders/affiliate-state";
import { TraderState } from "../traders/trader-state";
import { DefinitionList } from "../ui/definition-list";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { RunningSanction } from "./running-sanction";
import { useToldFacts } from "./told-facts";

type Props = {
  account: AccountStanding;
  zone: string /** Its slug: what some facts mean depends on it. */;
  platform: string;
};

/** What an account has against it now, recomputed by the server: strikes, counters, points, what is running. */
export function Standing({ account, zone, platform }: Props) {
  const t = useTranslations("case.account");
  const records = useTranslations("traders");
  const name = useNames();
  const countries = useCountries();
  const facts = useToldFacts(account, platform);
  return (
    <div className="grid gap-3 text-13">
      {account.reEntryBarred ? <Status tone="danger">{t("reEntryBarred")}</Status> : null}
      <p>
        <strong className="font-semibold">{t("strikes", { count: account.confirmedStrikes })}</strong>
        {account.points > 0 ? <> · {t("points", { points: account.points })}</> : null}
      </p>
      {account.counters.length > 0 ? (
        <ul className="grid gap-0.5">
          {account.counters.map((counter) => (
            <li key={`${counter.counter} ${counter.role} ${counter.versionRef}`} className="flex justify-between gap-3">
              <span className="min-w-0">
                <Localised value={counter.label} />{" "}
                <span className="text-ink-soft">({name("role", counter.role)})</span>
              </span>
              <span className="font-medium">{counter.count}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {account.running.length > 0 ? (
        <section aria-label={t("running")} className="grid gap-1">
          <h3 className="font-medium">{t("running")}</h3>
          <ul className="grid gap-1">
            {account.running.map((sanction, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two sanctions may read alike
              <li key={position}>
                <RunningSanction sanction={sanction} zone={zone} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <DefinitionList
        items={[
          { key: "role", term: t("role"), value: account.role ? name("role", account.role) : "" },
          { key: "kind", term: t("kind"), value: account.kind ? t(`kinds.${account.kind}`) : "" },
          {
            key: "jurisdiction",
            term: t("jurisdiction"),
            value: account.jurisdiction ? countries([account.jurisdiction]) : "",
          },
          { key: "language", term: t("language"), value: account.language ? name("language", account.language) : "" },
          ...facts,
          {
            key: "traderRecord",
            term: records("title"),
            value: account.trader ? <TraderState status={account.trader.status} /> : null,
          },
          {
            key: "affiliateRecord",
            term: records("affiliate.title"),
            value: account.affiliate ? <AffiliateState status={account.affiliate.status} /> : null,
          },
        ]}
      />
    </div>
  );
}
