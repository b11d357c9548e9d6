import { useTranslations } from "next-intl";
import type { Reading } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";
import { oneLineClass } from "../ui/tab-class";
import { TabLinks } from "../ui/tab-links";
import { TabsInLine } from "../ui/tabs-in-line";
import { cn } from "../ui/text";
import { TextLink } from "../ui/text-link";
import { anchorOf, clauseHref, type Kept, platformHref } from "./addresses.rules";
import { BesideTablePart } from "./beside-table";
import { ClauseArticle } from "./clause-article";
import { ClauseFacts } from "./clause-facts";
import { KeepInSight } from "./keep-in-sight";
import { useDay } from "./names";
import { Outline } from "./outline";
import { PenaltyTable } from "./penalty-table";
import { QuietLink } from "./quiet-link";
import { Sanctions } from "./sanctions";
import { VersionFacts } from "./version-facts";
import { VersionName } from "./version-words";

/** A document on a day: outline, text (all of it, or the section of the chosen clause), and the facts of that clause. */
export function Reader({ reading, kept }: { reading: Reading; kept: Kept }) {
  const { platform, shown, outline, selected, table, beside, clauses } = reading;
  const { version } = shown;
  const t = useTranslations("library.facts");
  // The whole penalty table takes the width that facts would have.
  const hasTable = table !== null && selected === null;
  return (
    <>
      <DocumentTabs reading={reading} kept={kept} />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-x-7 gap-y-4 lg:grid-cols-[15rem_minmax(0,1fr)]">
        {version && outline.length > 0 ? (
          <Outline
            platform={platform.id}
            version={version.ref}
            entries={outline}
            selected={selected?.ref ?? null}
            kept={kept}
          />
        ) : (
          <div className="hidden lg:block" />
        )}
        <div className={cn("min-w-0", !hasTable && "xl:pr-[23.75rem]")}>
          <div className="relative">
            <Governing reading={reading} />
            {selected ? null : <VersionFacts reading={reading} kept={kept} isBeside={!hasTable} />}
          </div>
          {selected ? <Neighbours reading={reading} kept={kept} /> : null}
          {hasTable && version ? (
            <PenaltyTable grid={table} platform={platform.id} version={version.ref} kept={kept} />
          ) : null}
          {beside && selected === null ? <BesideTablePart beside={beside} isBoth={kept.isBoth ?? false} /> : null}
          {clauses.map((clause) => (
            <ClauseArticle
              key={clause.ref}
              clause={clause}
              href={clauseHref(platform.id, { version: version?.ref ?? "", ref: clause.ref }, kept)}
              isBoth={kept.isBoth ?? false}
              isSelected={clause.ref === selected?.ref}
            >
              {selected && version && clause.ref === selected.ref ? (
                <>
                  <section className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-2">
                    <h4 className="font-semibold">{t("sanctions")}</h4>
                    <Sanctions
                      sanctions={selected.sanctions}
                      kind={clause.enforceable ? null : clause.kind}
                      isBoth={kept.isBoth ?? false}
                    />
                  </section>
                  <ClauseFacts facts={selected} clause={clause} version={version} platform={platform.id} kept={kept} />
                </>
              ) : null}
            </ClauseArticle>
          ))}
        </div>
      </div>
      <KeepInSight anchor={selected ? anchorOf(selected.ref) : null} />
    </>
  );
}

/** From section to section, and back to the whole document. */
function Neighbours({ reading, kept }: { reading: Reading; kept: Kept }) {
  const t = useTranslations("library.sections");
  const { platform, shown, before, after, day, today } = reading;
  const version = shown.version?.ref ?? "";
  const whole = { ...kept, day: day === today ? undefined : day, document: shown.document.id };
  return (
    <nav aria-label={t("label")} className="no-print flex flex-wrap gap-x-5 gap-y-1 pb-3 text-13">
      <TextLink href={platformHref(platform.id, whole)} via={QuietLink}>
        {t("whole")}
      </TextLink>
      {before ? (
        <TextLink href={clauseHref(platform.id, { version, ref: before.ref }, kept)} via={QuietLink}>
          {t("before", { ref: before.ref })}
        </TextLink>
      ) : null}
      {after ? (
        <TextLink href={clauseHref(platform.id, { version, ref: after.ref }, kept)} via={QuietLink}>
          {t("after", { ref: after.ref })}
        </TextLink>
      ) : null}
    </nav>
  );
}

function DocumentTabs({ reading, kept }: { reading: Reading; kept: Kept }) {
  const t = useTranslations("library");
  const { platform, parts, shown, day, today } = reading;
  if (parts.length < 2) return null;
  return (
    <TabsInLine current={shown.document.id}>
      <TabLinks
        label={t("documents")}
        via={QuietLink}
        className={oneLineClass}
        links={parts.map((part) => ({
          href: platformHref(platform.id, {
            ...kept,
            day: day === today ? undefined : day,
            document: part.document.id,
          }),
          label: (
            <>
              <Localised value={part.document.title} /> <span className="text-12 text-ink-soft">{part.clauses}</span>
            </>
          ),
          isCurrent: part.document.id === shown.document.id,
        }))}
      />
    </TabsInLine>
  );
}

/** Which version governs the day, and what of it is not recorded: said before the text, in words (Q9, Q11). */
function Governing({ reading }: { reading: Reading }) {
  const t = useTranslations("library.governing");
  const words = useTranslations("library");
  const tell = useDay();
  const { shown, day, announced } = reading;
  const { version, document, clauses, enforceable } = shown;
  return (
    <div className="grid gap-2 pb-4">
      <h2 className="text-16 font-semibold">
        <Localised value={document.title} />
      </h2>
      {version ? (
        <p>
          {t.rich("version", {
            day: tell(day),
            version: () => (
              <strong className="font-semibold">
                <VersionName version={version} />
              </strong>
            ),
          })}
        </p>
      ) : (
        <Notice tone="caution" title={t("none", { day: tell(day) })}>
          {t("noneText")}
        </Notice>
      )}
      {version && clauses > 0 ? (
        <p className="text-13 text-ink-soft">{words("counts", { clauses, enforceable })}</p>
      ) : null}
      {announced.map((other) => (
        <Notice key={other.ref} tone="information" title={t("announced")}>
          {t.rich("announcedText", {
            label: () => <VersionName version={other} />,
            announced: tell(other.announced ?? day),
            from: tell(other.effectiveFrom ?? day),
          })}
        </Notice>
      ))}
      {version && clauses === 0 ? (
        <Notice tone="caution" title={t("notRecorded")}>
          {t("notRecordedText")} {version.textNote ? <Localised value={version.textNote} /> : null}
        </Notice>
      ) : null}
    </div>
  );
}
