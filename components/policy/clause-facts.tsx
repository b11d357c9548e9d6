import { useTranslations } from "next-intl";
import type { ClauseFacts as Facts, ShownClause, ShownVersion } from "@/lib/policy/library.contract";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { TextLink } from "../ui/text-link";
import { clauseHref, type Kept, suggestionsHref } from "./addresses.rules";
import { EditorialFacts } from "./editorial-facts";
import { useListed, usePolicyNames } from "./names";
import { QuietLink } from "./quiet-link";
import { VersionDates, VersionState } from "./version-words";

type Props = { facts: Facts; clause: ShownClause; version: ShownVersion; platform: string; kept: Kept };

/** What is known of the chosen clause: beside it where there is room, under it where not. */
export function ClauseFacts(props: Props) {
  const t = useTranslations("library.facts");
  const { facts, platform } = props;
  return (
    <aside
      aria-label={t("label", { ref: facts.ref })}
      className="mt-4 grid gap-5 border-t border-line pt-4 xl:absolute xl:top-0 xl:left-[calc(100%+1.75rem)] xl:mt-0 xl:w-88 xl:border-t-0 xl:pt-3.5"
    >
      <DefinitionList items={useFacts(props)} className="text-13" />
      <EditorialFacts editorial={facts.editorial} />
      <TextLink href={suggestionsHref(platform, facts.ref)} via={QuietLink} className="text-13">
        {t("matched")}
      </TextLink>
    </aside>
  );
}

function useFacts({ facts, clause, version, platform, kept }: Props): Definition[] {
  const t = useTranslations("library.facts");
  const name = usePolicyNames();
  const listed = useListed();
  const roles = (codes: readonly string[]) => listed(codes.map((code) => name("role", code)));
  const others = facts.versions.filter(({ ref }) => ref !== version.ref);
  return [
    {
      key: "version",
      term: t("version"),
      value: (
        <>
          <Localised value={version.label} /> <VersionState state={version.state} look="plain" />
          <br />
          <VersionDates version={version} />
        </>
      ),
    },
    {
      key: "others",
      term: t("alsoIn"),
      value:
        others.length > 0
          ? others.map((other) => (
              <TextLink
                key={other.ref}
                href={clauseHref(platform, { version: other.ref, ref: facts.ref }, { isBoth: kept.isBoth ?? false })}
                via={QuietLink}
                className="block"
              >
                <Localised value={other.label} />
              </TextLink>
            ))
          : null,
    },
    { key: "document", term: t("document"), value: <Localised value={clause.section} /> },
    { key: "number", term: t("number"), value: clause.refLocal && <span lang="zh-Hant">{clause.refLocal}</span> },
    { key: "kind", term: t("kind"), value: name("kind", clause.kind) },
    { key: "roles", term: t("roles"), value: roles(facts.roles) },
    {
      key: "suggest",
      term: t("suggestTo"),
      value: facts.suggestTo ? roles(facts.suggestTo) : null,
    },
    {
      key: "surfaces",
      term: t("surfaces"),
      value: facts.surfaces.includes("any")
        ? t("anySurface")
        : listed(facts.surfaces.map((code) => name("surface", code))),
    },
    { key: "needs", term: t("needs"), value: <Needs needs={facts.needs} /> },
    {
      key: "related",
      term: t("related"),
      value:
        facts.related.length > 0
          ? facts.related.map((other) => (
              <TextLink key={other.ref} href={clauseHref(platform, other, kept)} via={QuietLink} className="block">
                <Reference className="whitespace-normal">{other.ref}</Reference> <Localised value={other.title} />
              </TextLink>
            ))
          : null,
    },
  ].filter(({ key }) => key !== "needs" || hasNeeds(facts.needs));
}

function hasNeeds({ malice, repeats, reporter }: Facts["needs"]): boolean {
  return malice !== null || repeats !== null || reporter !== null;
}

/** What somebody must have found before the clause is broken. */
function Needs({ needs: { malice, repeats, reporter } }: { needs: Facts["needs"] }) {
  const t = useTranslations("library.facts");
  const name = usePolicyNames();
  const listed = useListed();
  return (
    <ul className="grid gap-0.5">
      {malice ? <li>{malice.otherwise ? t("maliceOr", { ref: malice.otherwise }) : t("malice")}</li> : null}
      {repeats !== null ? <li>{t("repeats", { count: repeats })}</li> : null}
      {reporter ? (
        <li>
          {t("reporter", {
            relations: listed(
              reporter.map((code) => name("relation", code)),
              "disjunction",
            ),
          })}
        </li>
      ) : null}
    </ul>
  );
}
