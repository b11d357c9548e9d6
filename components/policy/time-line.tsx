import { useTranslations } from "next-intl";
import type { ShownVersion, TimeLine } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { cn } from "../ui/text";
import { TextLink } from "../ui/text-link";
import { platformHref } from "./addresses.rules";
import { QuietLink } from "./quiet-link";
import { Announced, VersionDates, VersionState } from "./version-words";

/** Versions of documents that change together, oldest first. */
export function VersionTimeLine({ platform, timeLine }: { platform: string; timeLine: TimeLine }) {
  const t = useTranslations("library");
  return (
    <section className="grid content-start gap-2">
      <h3 className="text-13 font-medium text-ink-soft">
        {timeLine.documents.map((document, index) => (
          <span key={document.id}>
            {index > 0 ? " · " : ""}
            <Localised value={document.title} />
          </span>
        ))}
      </h3>
      {timeLine.versions.length === 0 ? <p className="text-13 text-ink-soft">{t("nothingPublished")}</p> : null}
      <ol className="grid">
        {timeLine.versions.map((version) => (
          <VersionOnLine key={version.ref} platform={platform} version={version} documents={timeLine.documents} />
        ))}
      </ol>
    </section>
  );
}

type Props = { platform: string; version: ShownVersion; documents: TimeLine["documents"] };

function VersionOnLine({ platform, version, documents }: Props) {
  const t = useTranslations("library");
  const isNow = version.state === "in_force";
  return (
    <li className="relative grid gap-1 border-l border-line-strong pb-4 pl-4 last:border-transparent last:pb-0">
      <span
        aria-hidden="true"
        className={cn(
          "absolute top-1.5 -left-[0.3125rem] size-2.5 rounded-full border border-line-strong",
          isNow ? "border-accent bg-accent" : "bg-canvas",
        )}
      />
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <TextLink
          href={platformHref(platform, { day: isNow ? undefined : version.dayToRead, document: documents[0]?.id })}
          via={QuietLink}
          className="font-medium"
        >
          <Localised value={version.label} />
        </TextLink>
        <VersionState state={version.state} />
      </p>
      <p className="text-13 text-ink-soft">
        <VersionDates version={version} /> <Announced version={version} />
      </p>
      {version.textAvailable ? (
        <p className="text-13 text-ink-soft">
          {t("counts", { clauses: version.clauses, enforceable: version.enforceable })}
        </p>
      ) : (
        <p className="text-13 font-medium text-caution-ink">{t("textNotRecorded")}</p>
      )}
      {version.textNote ? (
        <p className="text-13 text-ink-soft">
          {t("recorded")} <Localised value={version.textNote} />
        </p>
      ) : null}
    </li>
  );
}
