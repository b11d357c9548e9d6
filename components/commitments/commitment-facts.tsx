import Link from "next/link";
import { useTranslations } from "next-intl";
import type { CommitmentView } from "@/lib/commitments/contract";
import { DefinitionList } from "../ui/definition-list";
import { LiveTime } from "../ui/live-time";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { CommitmentStatus } from "./words";

/** What was committed in our words, where it is from and done, who sees to it, and how far it is. */
export function CommitmentFacts({ view: { commitment, register } }: { view: CommitmentView }) {
  const t = useTranslations("commitments");
  const { status, statusWhy, statusAt, owner, reviewDueAt, isReviewLate, reviewDays } = commitment;
  return (
    <Panel title={t("facts.title")}>
      <div className="grid gap-4">
        {commitment.isModeration ? null : <Notice title={t("elsewhere")} />}
        {commitment.isRetired ? <Notice tone="caution" title={t("retired")} /> : null}
        <DefinitionList
          items={[
            { key: "summary", term: t("facts.summary"), value: <Localised value={commitment.summary} /> },
            { key: "group", term: t("facts.group"), value: <Localised value={commitment.group} /> },
            { key: "source", term: t("facts.source"), value: <Localised value={commitment.source} /> },
            { key: "links", term: t("facts.links"), value: <Links view={commitment} /> },
            { key: "owner", term: t("owner"), value: owner?.name ?? t("noOwner") },
            {
              key: "status",
              term: t("status"),
              value: (
                <span className="grid gap-0.5">
                  <CommitmentStatus status={status} />
                  {statusWhy ? <span className="whitespace-pre-wrap">{statusWhy}</span> : null}
                  {statusAt ? (
                    <span className="text-ink-soft">
                      {t("facts.since")} <Time value={statusAt} show="day" />
                    </span>
                  ) : null}
                </span>
              ),
            },
            {
              key: "review",
              term: t("review"),
              value: (
                <span className="flex flex-wrap items-center gap-x-3">
                  <LiveTime value={reviewDueAt} />
                  {isReviewLate ? <Status tone="danger">{t("late")}</Status> : null}
                </span>
              ),
            },
            {
              key: "interval",
              term: t("facts.interval"),
              value: t("facts.days", { count: reviewDays ?? register.reviewDays }),
            },
          ]}
        />
      </div>
    </Panel>
  );
}

function Links({ view }: { view: CommitmentView["commitment"] }) {
  if (view.links.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {view.links.map(({ label, href }) => (
        <li key={href}>
          {href.startsWith("/") ? (
            <TextLink via={Link} href={href}>
              <Localised value={label} />
            </TextLink>
          ) : (
            <TextLink href={href} rel="noreferrer">
              <Localised value={label} />
            </TextLink>
          )}
        </li>
      ))}
    </ul>
  );
}
