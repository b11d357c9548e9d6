"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import type { Evidence } from "../decisions/draft.rules";
import { useStandingWords } from "../queue/flagger-standing";
import { useNames } from "../queue/nameable";
import { Disclosure } from "../ui/disclosure";
import { LiveTime } from "../ui/live-time";
import { Reference } from "../ui/reference";
import { Status, Tag } from "../ui/status";
import { NotifierTalk } from "./ask-notifier";
import { Brought } from "./brought";
import { ContentText } from "./content-text";
import { Knowledge } from "./knowledge";
import { NameNotifier } from "./name-notifier";
import { burstOf, groupedNotices, type NoticeGroup, ratesOf } from "./notices.rules";
import { OrderBehind } from "./order-behind";
import { SafeText } from "./safe-text";

const shownAtOnce = 3;

type Props = {
  view: CaseView;
  clause: string | null;
  evidence: readonly Evidence[];
  /** Whether this person works on cases: only then is there something to ask or to mark. */
  mayWork: boolean;
};

/** Everything that was reported about this item, merged. Who reported is not known here, only what kind of source. */
export function NoticesPanel({ view, clause, evidence, mayWork }: Props) {
  const t = useTranslations("case.notices");
  const rate = useTranslations("surface.rates");
  const groups = useMemo(() => groupedNotices(view.notices), [view.notices]);
  const burst = useMemo(() => burstOf(view.notices.map((notice) => notice.receivedAt)), [view.notices]);
  const rates = useMemo(() => ratesOf(view.notices), [view.notices]);
  const first = groups.slice(0, shownAtOnce);
  const rest = groups.slice(shownAtOnce);
  const pointed =
    view.suggestions
      .find((each) => each.ref === clause)
      ?.evidence.filter((piece) => piece.in === "explanation" && piece.text !== "") ?? [];
  const isOpen = mayWork && view.case.state !== "decided";
  const list = (some: readonly NoticeGroup[]) => (
    <ul className="grid">
      {some.map((group) => (
        <NoticeEntry
          key={group.notice.id}
          group={group}
          evidence={evidence}
          pointed={pointed}
          caseId={view.case.id}
          isOpen={isOpen}
        />
      ))}
    </ul>
  );
  return (
    <>
      {burst === null ? null : (
        <p className="pb-2">
          <Status tone="caution">{t("burst", { count: burst })}</Status>
        </p>
      )}
      {rates === null ? null : (
        <p className="pb-2 text-12 text-ink-soft">
          {rate("came", { count: view.notices.length, hours: rates.hours, days: Math.round(rates.hours / 24) })} ·{" "}
          {rate("senders", { count: rates.senders, nameless: rates.nameless })} ·{" "}
          {rate("sameWords", { percent: Math.round(rates.sameWords * 100) })}
        </p>
      )}
      {groups.length === 0 ? <p className="text-13 text-ink-soft">{t("none")}</p> : list(first)}
      {rest.length > 0 ? (
        <Disclosure summary={t("more", { count: rest.reduce((sum, group) => sum + group.count, 0) })}>
          {list(rest)}
        </Disclosure>
      ) : null}
    </>
  );
}

type EntryProps = {
  group: NoticeGroup;
  evidence: readonly Evidence[];
  pointed: readonly { text: string; reason: string }[];
  caseId: string;
  isOpen: boolean;
};

function NoticeEntry({ group, evidence, pointed, caseId, isOpen }: EntryProps) {
  const t = useTranslations("case.notices");
  const name = useNames();
  const standing = useStandingWords();
  const { notice, count } = group;
  const bound = evidence
    .filter((piece) => piece.in === "explanation" && piece.noticeId === notice.id)
    .map((piece) => ({ start: piece.start, end: piece.end, kind: "bound" as const, title: piece.element }));
  // The matcher read all explanations as one; its words are found again in each.
  const suggested = pointed
    .map(({ text, reason }) => ({ start: notice.explanation.indexOf(text), text, title: reason }))
    .filter(({ start, text }) => start >= 0 && text !== "")
    .map(({ start, text, title }) => ({ start, end: start + text.length, kind: "suggested" as const, title }));
  const spans = [...bound, ...suggested];
  const { publishedAt, role, surface } = notice.claims ?? {};
  const claims = [publishedAt, role && name("role", role), surface && name("surface", surface)].filter(Boolean);
  return (
    <li className="grid gap-1 border-t border-line py-2 first:border-t-0 first:pt-0">
      <ContentText
        text={notice.explanation}
        source={{ in: "explanation", noticeId: notice.id }}
        label={t("words", { reference: notice.reference })}
        lang="und"
        spans={spans}
        className="text-13 [&:not(:focus)]:line-clamp-4"
      />
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-ink-soft">
        {count > 1 ? <strong className="font-medium text-ink">{t("same", { count })}</strong> : null}
        <span>{name("source", notice.source)}</span>
        <LiveTime value={notice.receivedAt} />
        <Reference>{notice.reference}</Reference>
        {notice.hasContact || notice.order !== null || notice.source === "own_detection" ? null : (
          <span>{t("noContact")}</span>
        )}
        {notice.detail ? (
          <span dir="auto" className="[unicode-bidi:isolate]">
            <SafeText text={t("detail", { detail: notice.detail })} />
          </span>
        ) : null}
      </p>
      {notice.legalClaim || notice.childAbuseClaim || notice.category || notice.relation || notice.tags.length > 0 ? (
        <p className="flex flex-wrap gap-1.5">
          {notice.childAbuseClaim ? <Status tone="danger">{t("childAbuse")}</Status> : null}
          {notice.legalClaim ? <Status tone="information">{t("legal")}</Status> : null}
          {notice.category ? <Tag>{name("category", notice.category)}</Tag> : null}
          {notice.relation ? <Tag>{name("relation", notice.relation)}</Tag> : null}
          {notice.tags.map((tag) => (
            <Tag key={tag}>{name("tag", tag)}</Tag>
          ))}
        </p>
      ) : null}
      {notice.flagger ? (
        <p>
          <Status tone={notice.flagger.standing === "inside" ? "good" : "neutral"}>{standing(notice.flagger)}</Status>
        </p>
      ) : null}
      <Brought notice={notice} />
      {notice.isWithdrawn ? (
        <p>
          <Status tone="caution">{t("withdrawn")}</Status>
        </p>
      ) : null}
      <Knowledge caseId={caseId} notice={notice} mayMark={isOpen} />
      <NotifierTalk caseId={caseId} notice={notice} mayAsk={isOpen} />
      <NameNotifier caseId={caseId} notice={notice} mayAsk={isOpen} />
      {notice.order ? <OrderBehind order={notice.order} /> : null}
      {claims.length > 0 ? (
        <p className="text-12 text-ink-soft">{t("claims", { claims: claims.join(" · ") })}</p>
      ) : null}
      {notice.legalReference ? (
        <p className="text-12 text-ink-soft" dir="auto">
          {t("legalReference", { reference: notice.legalReference })}
        </p>
      ) : null}
    </li>
  );
}
