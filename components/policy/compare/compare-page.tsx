import { useLocale, useTranslations } from "next-intl";
import type { ClauseChange, ClauseChangeKind, CompareView, VersionComparison } from "@/lib/policy/compare/contract";
import { cellChangeKinds, clauseChangeKinds } from "@/lib/policy/compare/contract";
import { EmptyState } from "../../ui/empty-state";
import { LinkButton } from "../../ui/link-button";
import { Localised, useWords } from "../../ui/localised";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../../ui/page-header";
import { Pagination } from "../../ui/pagination";
import { Panel } from "../../ui/panel";
import { Stat } from "../../ui/stat";
import { TextLink } from "../../ui/text-link";
import { type CompareAsked, compareHref, platformHref } from "../addresses.rules";
import { QuietLink } from "../quiet-link";
import { CellChanges } from "./cell-changes";
import { ClauseChanges } from "./clause-changes";
import { PartChanges } from "./part-changes";
import { VersionsForm } from "./versions-form";

/** Clauses on one page; the rest are on the next. */
const perPage = 200;

type Asked = { kind: ClauseChangeKind | null; isBoth: boolean; page: number };

/** Two versions side by side, for whoever has to say what changed: how much first, then every change. */
export function ComparePage({ view, asked }: { view: CompareView; asked: Asked }) {
  const t = useTranslations("policyCompare");
  const { platform, from, to, comparison } = view;
  const kept: CompareAsked = { from, to, kind: asked.kind ?? undefined, isBoth: asked.isBoth };
  return (
    <>
      <PageHeader
        above={
          <TextLink href={platformHref(platform.id)} via={QuietLink}>
            <Localised value={platform.name} />
          </TextLink>
        }
        title={t("title")}
        summary={t("summary")}
        actions={
          <LinkButton href={compareHref(platform.id, { ...kept, isBoth: !asked.isBoth })} via={QuietLink} size="small">
            {t(asked.isBoth ? "oneLanguage" : "bothLanguages")}
          </LinkButton>
        }
      />
      <VersionsForm view={view} isBoth={asked.isBoth} kind={asked.kind} />
      <Problem view={view} />
      {comparison ? <Compared view={view} comparison={comparison} asked={asked} kept={kept} /> : null}
      {!comparison && !view.problem ? <EmptyState title={t("nothing")}>{t("nothingText")}</EmptyState> : null}
    </>
  );
}

function Problem({ view: { problem, platform } }: { view: CompareView }) {
  const t = useTranslations("policyCompare.problem");
  const words = useWords();
  if (!problem) return null;
  const { ref } = problem;
  return (
    <Notice tone="danger" title={t("title")}>
      {problem.reason === "other_platform"
        ? t("otherPlatform", { ref, other: words(problem.platform), platform: words(platform.name) })
        : t("unknown", { ref, platform: words(platform.name) })}
    </Notice>
  );
}

type ComparedProps = { view: CompareView; comparison: VersionComparison; asked: Asked; kept: CompareAsked };

/** How much changed, then every change in its old and its new words. */
export function Compared({ view, comparison, asked, kept }: ComparedProps) {
  const t = useTranslations("policyCompare");
  const locale = useLocale();
  const { clauses, cells, parts } = comparison;
  const languages = asked.isBoth ? null : locale.startsWith("zh") ? ["zh-Hans", "zh-Hant"] : ["en"];
  const versions = { platform: view.platform.id, from: view.from, to: view.to };
  const unread = [comparison.from, comparison.to].filter(({ textAvailable }) => !textAvailable);
  return (
    <>
      {unread.map(({ ref, label }) => (
        <Notice key={ref} tone="caution" title={<Localised value={label} />}>
          {t("noText")}
        </Notice>
      ))}
      <Counts comparison={comparison} />
      {clauses.length + cells.length + parts.length === 0 ? (
        <EmptyState title={t("same")}>{t("sameText")}</EmptyState>
      ) : null}
      {clauses.length > 0 ? (
        <Panel title={t("clauses")} look="bare" isFlush>
          <Clauses changes={clauses} versions={versions} asked={asked} kept={kept} languages={languages} />
        </Panel>
      ) : null}
      {cells.length > 0 ? (
        <Panel title={t("cells.title")} look="bare" isFlush>
          <CellChanges cells={cells} steps={view.steps} isBoth={asked.isBoth} />
        </Panel>
      ) : null}
      {parts.length > 0 ? (
        <Panel title={t("parts.title")} look="bare" isFlush>
          <PartChanges parts={parts} isBoth={asked.isBoth} languages={languages} />
        </Panel>
      ) : null}
    </>
  );
}

type ClausesProps = {
  changes: readonly ClauseChange[];
  versions: { platform: string; from: string; to: string };
  asked: Asked;
  kept: CompareAsked;
  languages: readonly string[] | null;
};

function Clauses({ changes, versions, asked, kept, languages }: ClausesProps) {
  const t = useTranslations("policyCompare");
  const chosen =
    asked.kind === null ? changes : changes.filter(({ kinds }) => asked.kind && kinds.includes(asked.kind));
  const pages = Math.max(1, Math.ceil(chosen.length / perPage));
  const page = Math.min(asked.page, pages);
  const href = (at: number) => compareHref(versions.platform, { ...kept, page: at });
  if (chosen.length === 0) return <p className="py-3 text-ink-soft">{t("noneOfKind")}</p>;
  return (
    <>
      <ClauseChanges
        changes={chosen.slice((page - 1) * perPage, page * perPage)}
        versions={versions}
        isBoth={asked.isBoth}
        languages={languages}
      />
      <Pagination
        label={t("clauses")}
        previous={page > 1 ? href(page - 1) : null}
        next={page < pages ? href(page + 1) : null}
        via={QuietLink}
      >
        {pages > 1 ? t("page", { page, pages }) : null}
      </Pagination>
    </>
  );
}

function Counts({ comparison: { clauses, cells, parts, unchanged } }: { comparison: VersionComparison }) {
  const t = useTranslations("policyCompare");
  const kinds = clauseChangeKinds
    .map((kind) => ({ key: `kinds.${kind}`, count: clauses.filter((change) => change.kinds.includes(kind)).length }))
    .filter(({ count }) => count > 0);
  const ofCells = cellChangeKinds
    .map((kind) => ({ key: `cellCounts.${kind}`, count: cells.filter((cell) => cell.kind === kind).length }))
    .filter(({ count }) => count > 0);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-4" aria-label={t("counts")}>
      {[...kinds, ...ofCells].map(({ key, count }) => (
        <Stat key={key} label={t(key)} value={count} />
      ))}
      {parts.length > 0 ? <Stat label={t("parts.title")} value={parts.length} /> : null}
      <Stat label={t("unchanged")} value={unchanged} />
    </dl>
  );
}
