"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Precedent, PrecedentSanction, Precedents } from "@/lib/decisions/precedents.contract";
import { NotShown } from "../care/not-shown";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { getJson, orThrow } from "../shell/fetch-json";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { SafeText } from "./safe-text";

type Props = { caseId: string; clause: string; zone: string };

/** What was decided under a clause about content like this; asked for apart, so that no case and no key waits for it. */
export function PrecedentsPart({ caseId, clause, zone }: Props) {
  const t = useTranslations("case.precedents");
  const query = useQuery({
    queryKey: ["precedents", caseId, clause] as const,
    queryFn: ({ signal }) =>
      orThrow(getJson<Precedents>(`/api/cases/${caseId}/precedents?clause=${encodeURIComponent(clause)}`, signal)),
    staleTime: 5 * 60_000,
  });
  return (
    <section aria-label={t("title")} className="grid gap-2 border-t border-line pt-4 text-13">
      <h3 className="font-semibold">{t("title")}</h3>
      {query.isError ? (
        <p className="text-ink-soft">{t("failed")}</p>
      ) : query.data ? (
        <PrecedentList {...query.data} zone={zone} />
      ) : (
        <p className="animate-late text-ink-soft">{t("loading")}</p>
      )}
    </section>
  );
}

export function PrecedentList({ precedents, compared, isAll, zone }: Precedents & { zone: string }) {
  const t = useTranslations("case.precedents");
  if (compared === 0) return <p className="text-ink-soft">{t("noneDecided")}</p>;
  return (
    <>
      {precedents.length === 0 ? <p className="text-ink-soft">{t("noneLike")}</p> : null}
      {precedents.length === 0 ? null : (
        <ul className="grid gap-2.5">
          {precedents.map((precedent) => (
            <li key={precedent.decisionId}>
              <One precedent={precedent} zone={zone} />
            </li>
          ))}
        </ul>
      )}
      <p className="text-12 text-ink-soft">{t(isAll ? "comparedAll" : "comparedNewest", { count: compared })}</p>
    </>
  );
}

function One({ precedent, zone }: { precedent: Precedent; zone: string }) {
  const t = useTranslations("case.precedents");
  const name = useNames();
  const { caseId, reference, outcome, decidedAt, state, likeness, excerpt, notShown, sanctions } = precedent;
  return (
    <article aria-label={reference} className="grid gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <TextLink href={`/cases/${caseId}`} via={QuietLink} className="whitespace-nowrap">
          {reference}
        </TextLink>
        <Time value={decidedAt} show="day" zone={zone} className="text-ink-soft" />
        <span className="text-ink-soft">{t(`likeness.${likeness}`)}</span>
        {state === "standing" ? null : (
          <Status tone="caution" look="plain">
            {t(`states.${state}`)}
          </Status>
        )}
      </p>
      <p className={state === "reversed" || state === "anew" ? "line-through" : undefined}>
        {outcome === "no_violation" ? name("outcome", outcome) : <Sanctions sanctions={sanctions} zone={zone} />}
      </p>
      <p dir="auto" className="line-clamp-2 text-12 [overflow-wrap:anywhere] text-ink-soft">
        {notShown.length > 0 ? <NotShown classes={notShown} /> : <SafeText text={excerpt} />}
      </p>
    </article>
  );
}

function Sanctions({ sanctions, zone }: { sanctions: readonly PrecedentSanction[]; zone: string }) {
  const t = useTranslations("case.precedents");
  if (sanctions.length === 0) return t("noSanction");
  return sanctions.map(({ label, endsAt, permanent, indefinite }, at) => (
    <span key={`${label.en} ${endsAt}`}>
      {at > 0 ? " · " : null}
      <Localised value={label} />
      {endsAt ? t.rich("until", { day: () => <Time value={endsAt} show="day" zone={zone} /> }) : null}
      {permanent ? t("permanent") : indefinite ? t("openEnded") : null}
    </span>
  ));
}
