import { useTranslations } from "next-intl";
import type { ClauseHit } from "@/lib/policy/library.contract";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Tag } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { clauseHref, type Kept } from "./addresses.rules";
import { useListed } from "./names";
import { QuietLink } from "./quiet-link";
import { Words } from "./words";

type Props = {
  text: string;
  hits: readonly ClauseHit[];
  more: number;
  kept: Kept;
  /** Where the search is taken off. */
  backHref: string;
  isPlatformShown: boolean;
};

/** Clauses that hold what was asked, nearest first. */
export function SearchResults({ text, hits, more, kept, backHref, isPlatformShown }: Props) {
  const t = useTranslations("library.search");
  if (hits.length === 0) {
    return (
      <EmptyState
        title={t("none", { text })}
        actions={
          <LinkButton href={backHref} via={QuietLink}>
            {t("clear")}
          </LinkButton>
        }
      >
        {t("noneNext")}
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="found" className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 id="found" className="font-semibold">
          {t("found", { count: hits.length + more, text })}
        </h2>
        <TextLink href={backHref} via={QuietLink}>
          {t("clear")}
        </TextLink>
      </div>
      <ul className="grid">
        {hits.map((hit) => (
          <Hit
            key={`${hit.platform.id} ${hit.version} ${hit.ref}`}
            hit={hit}
            kept={kept}
            isPlatformShown={isPlatformShown}
          />
        ))}
      </ul>
      {more > 0 ? <p className="text-ink-soft">{t("more", { count: more })}</p> : null}
    </section>
  );
}

function Hit({ hit, kept, isPlatformShown }: { hit: ClauseHit; kept: Kept; isPlatformShown: boolean }) {
  const t = useTranslations("library");
  const listed = useListed();
  const isBoth = kept.isBoth ?? false;
  return (
    <li className="grid gap-1 border-t border-line py-3">
      <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
        <Reference className="whitespace-normal text-ink-soft">{hit.ref}</Reference>
        <TextLink href={clauseHref(hit.platform.id, hit, kept)} via={QuietLink}>
          <Words value={hit.title} isBoth={isBoth} />
        </TextLink>
        {hit.enforceable ? null : <Tag>{t("notEnforceable")}</Tag>}
      </h3>
      <p className="text-12 text-ink-soft">
        {isPlatformShown ? (
          <>
            <Localised value={hit.platform.name} /> ·{" "}
          </>
        ) : null}
        <Localised value={hit.document} /> · {t("ourSummary")}
      </p>
      <div className="max-w-[72ch] text-13">
        <Words value={hit.summary} isBoth={isBoth} />
      </div>
      {hit.keywords.length > 0 ? (
        <p className="text-12 text-ink-soft">{t("search.byKeyword", { keywords: listed(hit.keywords) })}</p>
      ) : null}
    </li>
  );
}
