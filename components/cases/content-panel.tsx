"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { boundOnAccepting, type Draft, matchedEvidence } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { Nameable } from "../queue/nameable";
import { Disclosure } from "../ui/disclosure";
import { Status, Tag } from "../ui/status";
import { Time } from "../ui/time";
import { contextOf } from "./content-context.rules";
import { ContentFacts } from "./content-facts";
import { ContentText } from "./content-text";
import { EvidenceList } from "./evidence-list";
import { KnownPictures } from "./known-pictures";
import { MediaPictures } from "./media-pictures";
import { SafeText } from "./safe-text";
import type { Span } from "./spans.rules";
import { SurfaceFrame } from "./surface-frame";
import { TextWarnings } from "./text-warnings";
import { Translation } from "./translation";

type Props = {
  view: CaseView;
  clause: ClauseView | null;
  draft: Draft;
  change: ChangeDraft;
  mayReveal: boolean;
  mayDecide: boolean;
  onBind: () => void;
  children?: ReactNode;
};

/** What was reported, as its surface showed it when it was reported. Nothing in it is ever run, followed or loaded from outside. */
export function ContentPanel({ view, clause, draft, change, mayReveal, mayDecide, onBind }: Props) {
  const t = useTranslations("case.content");
  const { content } = view;
  const context = useMemo(() => contextOf(content.context, content.text), [content]);
  const spans = useMemo(() => spansOf(view, draft, t("boundTitle")), [view, draft, t]);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-1.5">
        <Tag>
          <Nameable group="surface" code={content.surface} />
        </Tag>
        <Tag>
          <Nameable group="language" code={content.language} />
        </Tag>
        {content.role ? (
          <Tag>
            <Nameable group="role" code={content.role} />
          </Tag>
        ) : null}
        {context.isCopiedByNotifier ? <Status tone="caution">{t("copiedByNotifier")}</Status> : null}
        {content.changed.length > 0 ? <Status tone="caution">{t("changedSince")}</Status> : null}
      </div>
      <SurfaceFrame
        surface={content.surface}
        context={context}
        by={view.account?.handle ?? ""}
        lang={content.language}
        zone={view.platform.zone}
      >
        {content.title ? (
          <ContentText
            text={content.title}
            source={{ in: "title" }}
            label={t("titleLabel")}
            lang={content.language}
            spans={spans.title}
            className="reading mb-1 font-semibold"
          />
        ) : null}
        {content.text ? (
          <ContentText
            text={content.text}
            source={{ in: "text" }}
            label={t("textLabel")}
            lang={content.language}
            spans={spans.text}
            className="reading"
          />
        ) : (
          <p className="text-ink-soft">{t("noText")}</p>
        )}
      </SurfaceFrame>
      <TextWarnings text={content.title === "" ? content.text : `${content.title}\n${content.text}`} />
      <Translation view={view} />
      <MediaPictures key={view.case.id} view={view} mayReveal={mayReveal} />
      <KnownPictures known={view.known} />
      <ContentFacts view={view} draft={draft} change={change} mayDecide={mayDecide} />
      {content.changed.map((later) => (
        <Disclosure
          key={later.sha256}
          summary={
            <span>
              {t("laterVersion")} <Time value={later.takenAt} show="exact" zone={view.platform.zone} />
            </span>
          }
        >
          <p className="reading whitespace-pre-wrap" lang={content.language} dir="auto">
            {later.title ? (
              <strong className="block font-semibold">
                <SafeText text={later.title} />
              </strong>
            ) : null}
            <SafeText text={later.text} />
          </p>
        </Disclosure>
      ))}
      {mayDecide ? (
        <EvidenceList
          evidence={draft.evidence}
          coming={boundOnAccepting(draft, matchedEvidence(view, draft.clause))}
          clause={clause}
          change={change}
          onBind={onBind}
        />
      ) : null}
    </div>
  );
}

function spansOf(view: CaseView, draft: Draft, boundTitle: string): { text: Span[]; title: Span[] } {
  const reasons = view.suggestions.find((each) => each.ref === draft.clause)?.evidence ?? [];
  const suggested = matchedEvidence(view, draft.clause).map((piece) => ({
    ...piece,
    kind: "suggested" as const,
    title: reasons
      .filter(
        ({ in: where, start, end }) =>
          (where === "title") === (piece.in === "title") && start >= piece.start && end <= piece.end,
      )
      .map(({ reason }) => reason)
      .join(" "),
  }));
  const bound = draft.evidence.map((piece) => ({
    ...piece,
    kind: "bound" as const,
    title: piece.element || boundTitle,
  }));
  const all = [...suggested, ...bound];
  return { text: all.filter((span) => span.in === "text"), title: all.filter((span) => span.in === "title") };
}
