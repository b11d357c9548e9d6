import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Reading } from "@/lib/policy/library.contract";
import { DefinitionList } from "../ui/definition-list";
import { Disclosure } from "../ui/disclosure";
import { LinkButton } from "../ui/link-button";
import { Localised, useWords } from "../ui/localised";
import { cn } from "../ui/text";
import { TextLink } from "../ui/text-link";
import { exportHref, type Kept, platformHref } from "./addresses.rules";
import { useDay, useListed, usePolicyNames } from "./names";
import { QuietLink } from "./quiet-link";
import { Announced, BringsBack, VersionDates, VersionState } from "./version-words";

/** An address is a link; a reference in words is read. */
function SourceOf({ source }: { source: string }) {
  return /^https?:\/\//.test(source) ? (
    <TextLink href={source} rel="noreferrer" className="break-all">
      {source}
    </TextLink>
  ) : (
    source
  );
}

/** What is known of the version that is read, while no clause is chosen. */
export function VersionFacts({ reading, kept, isBeside }: { reading: Reading; kept: Kept; isBeside: boolean }) {
  const t = useTranslations("library.version");
  const name = usePolicyNames();
  const listed = useListed();
  const words = useWords();
  const day = useDay();
  const { shown, platform, otherVersions, changes, readings } = reading;
  const { version, document } = shown;
  if (!version) return null;
  return (
    <aside
      aria-label={t("label")}
      className={cn(
        "grid max-w-[72ch] gap-4 py-4 text-13",
        isBeside && "xl:absolute xl:top-0 xl:left-[calc(100%+1.75rem)] xl:w-88 xl:py-0",
      )}
    >
      <DefinitionList
        items={[
          {
            key: "state",
            term: t("today"),
            value: <VersionState state={version.state} look="plain" />,
          },
          {
            key: "dates",
            term: t("dates"),
            value: (
              <>
                <VersionDates version={version} /> <Announced version={version} />
              </>
            ),
          },
          {
            key: "roles",
            term: t("roles"),
            value: version.roles ? listed(version.roles.map((role) => name("role", role))) : t("everyRole"),
          },
          {
            key: "applies",
            term: t("appliesTo"),
            value: document.appliesTo && <Localised value={document.appliesTo} />,
          },
          { key: "part", term: t("partOf"), value: document.partOf && <Localised value={document.partOf} /> },
          {
            key: "updated",
            term: t("lastUpdated"),
            value: document.lastUpdated && day(document.lastUpdated),
          },
          { key: "source", term: t("source"), value: document.source && <SourceOf source={document.source} /> },
          {
            key: "prevails",
            term: t("prevails"),
            value:
              document.prevailsOver.length > 0
                ? t("prevailsOver", { documents: listed(document.prevailsOver.map(words)) })
                : null,
          },
          {
            key: "back",
            term: t("origin"),
            value: version.bringsBack && <BringsBack version={version.bringsBack} />,
          },
          { key: "basis", term: t("basis"), value: version.basis && <Localised value={version.basis} /> },
          {
            key: "others",
            term: t("others"),
            value:
              otherVersions.length > 0
                ? otherVersions.map((other) => (
                    <span key={other.ref} className="block">
                      <TextLink
                        href={platformHref(platform.id, { ...kept, day: other.dayToRead, document: document.id })}
                        via={QuietLink}
                      >
                        <Localised value={other.label} />
                      </TextLink>{" "}
                      <VersionState state={other.state} look="plain" />
                    </span>
                  ))
                : null,
          },
        ]}
      />
      <LinkButton
        href={exportHref(platform.id, version.ref)}
        download
        size="small"
        icon={<Download aria-hidden="true" />}
        className="no-print justify-self-start"
      >
        {t("exportJson")}
      </LinkButton>
      {changes.length > 0 ? (
        <Disclosure summary={t("changes", { count: changes.length })}>
          <ul className="grid list-disc gap-1 pl-5 marker:text-ink-faint">
            {changes.map((change) => (
              <li key={change.en}>
                <Localised value={change} />
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      {readings.length > 0 ? (
        <Disclosure summary={t("readings", { count: readings.length })}>
          <p className="pb-2 text-12 text-ink-soft">{t("readingsText")}</p>
          <ul className="grid gap-2">
            {readings.map(({ id, about, issue, reading: chosen }) => (
              <li key={id}>
                <span className="font-medium">
                  {id} · <Localised value={about} />
                </span>
                <br />
                <Localised value={issue} />
                <br />
                <Localised value={chosen} />
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </aside>
  );
}
