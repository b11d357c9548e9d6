import { useTranslations } from "next-intl";
import type { Localised as Text } from "@/lib/policy/library.contract";
import { LinkButton } from "../ui/link-button";
import { Localised } from "../ui/localised";
import { PageHeader } from "../ui/page-header";
import { TextLink } from "../ui/text-link";
import {
  compareHref,
  draftsHref,
  healthHref,
  scratchHref,
  suggestionsHref,
  tierHref,
  tryOutHref,
} from "./addresses.rules";
import { QuietLink } from "./quiet-link";

type Props = {
  platform: string;
  name: Text;
  isBoth: boolean;
  /** This page with the other choice of languages. */
  otherHref: string;
};

/** What can be done with a platform's rules beside reading them. */
const tools = [
  { key: "compare", href: compareHref },
  { key: "tryOut", href: tryOutHref },
  { key: "scratch", href: scratchHref },
  { key: "health", href: healthHref },
  { key: "suggestions", href: suggestionsHref },
] as const;

/** Whose rules these are, the way back, and the choice to read both languages. */
export function PlatformHead({ platform, name, isBoth, otherHref }: Props) {
  const t = useTranslations("library");
  const desk = useTranslations("policyDesk");
  return (
    <PageHeader
      above={
        <TextLink href="/policy" via={QuietLink}>
          {t("title")}
        </TextLink>
      }
      title={<Localised value={name} />}
      summary={t("platformSummary")}
      actions={
        <>
          <LinkButton href={draftsHref(platform)} via={QuietLink} size="small">
            {desk("drafts")}
          </LinkButton>
          <LinkButton href={tierHref(platform)} via={QuietLink} size="small">
            {desk("tierChange.title")}
          </LinkButton>
          {tools.map(({ key, href }) => (
            <LinkButton key={key} href={href(platform)} via={QuietLink} size="small">
              {t(key)}
            </LinkButton>
          ))}
          <LinkButton href={otherHref} via={QuietLink} size="small">
            {t(isBoth ? "oneLanguage" : "bothLanguages")}
          </LinkButton>
        </>
      }
    />
  );
}
