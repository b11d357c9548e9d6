import Link from "next/link";
import { useTranslations } from "next-intl";
import type { FoundClause } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";
import { PageHeader } from "../ui/page-header";
import { Reference } from "../ui/reference";
import { TextLink } from "../ui/text-link";
import { clauseHref, platformHref } from "./addresses.rules";
import { VersionName, VersionState } from "./version-words";

/** The version that the address names does not have this clause: which ones do. */
export function ClauseElsewhere({ platform, version, clause, versions }: Extract<FoundClause, { found: "elsewhere" }>) {
  const t = useTranslations("library.elsewhere");
  return (
    <>
      <PageHeader
        above={
          <TextLink href={platformHref(platform.id)} via={Link}>
            <Localised value={platform.name} />
          </TextLink>
        }
        title={<Reference className="whitespace-normal">{clause}</Reference>}
      />
      <Notice tone="caution" title={t("title", { ref: clause })}>
        <p>
          {t.rich("text", {
            version: () => <VersionName version={version} />,
          })}
        </p>
        <ul className="mt-1 grid gap-1">
          {versions.map((other) => (
            <li key={other.ref} className="flex flex-wrap gap-x-2">
              <TextLink href={clauseHref(platform.id, { version: other.ref, ref: clause })} via={Link}>
                <Localised value={other.label} />
              </TextLink>
              <VersionState state={other.state} look="plain" />
            </li>
          ))}
        </ul>
      </Notice>
    </>
  );
}
