import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ShownClause } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";
import { Reference } from "../ui/reference";
import { Tag } from "../ui/status";
import { cn } from "../ui/text";
import { TextLink } from "../ui/text-link";
import { anchorOf } from "./addresses.rules";
import { ClauseConditions, ClauseExceptions, Jurisdiction } from "./clause-parts";
import { usePolicyNames } from "./names";
import { QuietLink } from "./quiet-link";
import { Words } from "./words";

type Props = { clause: ShownClause; href: string; isBoth: boolean; isSelected: boolean; children?: ReactNode };

const indents = ["", "pl-4", "pl-8"];

/**
 * A clause as it stands in its document, in our words or in its own, each marked so (Q18). `children` are its facts, when
 * it is selected.
 */
export function ClauseArticle({ clause, href, isBoth, isSelected, children }: Props) {
  const anchor = anchorOf(clause.ref);
  return (
    <article
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      aria-current={isSelected ? "location" : undefined}
      className={cn("relative scroll-mt-16 border-t border-line py-4", isSelected && "border-l-2 border-l-accent pl-3")}
    >
      <div className={cn("grid gap-2", isSelected ? "" : indents[Math.min(clause.depth, 2)])}>
        <ClauseHead clause={clause} href={href} isBoth={isBoth} id={`${anchor}-title`} />
        <ClauseBody clause={clause} isBoth={isBoth} />
      </div>
      {children}
    </article>
  );
}

function ClauseHead({ clause, href, isBoth, id }: { clause: ShownClause; href: string; isBoth: boolean; id: string }) {
  const t = useTranslations("library");
  const name = usePolicyNames();
  const Heading = clause.depth === 0 ? "h3" : "h4";
  return (
    <header className="grid gap-1">
      <Heading id={id} className="flex flex-wrap items-baseline gap-x-2 gap-y-1 font-semibold">
        <Reference className="whitespace-normal text-ink-soft">{clause.ref}</Reference>
        <TextLink href={href} via={QuietLink} isPlain className="grow">
          <Words value={clause.title} isBoth={isBoth} />
        </TextLink>
      </Heading>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-ink-soft">
        <span>{name("kind", clause.kind)}</span>
        {clause.enforceable ? null : <Tag>{t("notEnforceable")}</Tag>}
        <span>
          {t(clause.isVerbatim ? "theirWordsOf" : "ourSummaryOf")} <Localised value={clause.section} />
        </span>
      </p>
    </header>
  );
}

function ClauseBody({ clause, isBoth }: { clause: ShownClause; isBoth: boolean }) {
  const t = useTranslations("library.clause");
  return (
    <>
      <div className={isBoth ? "" : "max-w-[68ch]"}>
        {clause.original && clause.isVerbatim ? (
          <p lang={clause.original.lang} className="whitespace-pre-line">
            {clause.summary.en}
          </p>
        ) : (
          <Words value={clause.summary} isBoth={isBoth} />
        )}
      </div>
      {clause.original && !clause.isVerbatim ? (
        <figure className="border-l-2 border-line-strong pl-3">
          <figcaption className="text-12 text-ink-soft">{t("original")}</figcaption>
          <blockquote lang={clause.original.lang} className="reading">
            {clause.original.text}
          </blockquote>
        </figure>
      ) : null}
      {clause.elements.length > 0 ? (
        <div className="grid gap-1 text-13">
          <p className="font-medium">{t("elements")}</p>
          <ul aria-label={t("elements")} className="grid list-disc gap-0.5 pl-5 marker:text-ink-faint">
            {clause.elements.map((element) => (
              <li key={element.en}>
                <Words value={element} isBoth={isBoth} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <ClauseConditions conditions={clause.conditions} isBoth={isBoth} />
      <ClauseExceptions exceptions={clause.exceptions} isBoth={isBoth} />
      <Jurisdiction jurisdiction={clause.jurisdiction} />
      {clause.warning ? (
        <Notice tone="caution" title={t("warning")}>
          <Words value={clause.warning} isBoth={isBoth} />
        </Notice>
      ) : null}
      {clause.note ? (
        <div className="max-w-[72ch] border-l-2 border-line pl-3 text-13 text-ink-soft">
          <p className="text-12">{t("note")}</p>
          <Words value={clause.note} isBoth={isBoth} />
        </div>
      ) : null}
    </>
  );
}
