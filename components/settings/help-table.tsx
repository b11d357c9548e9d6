"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { localeOfTag } from "@/i18n/locales";
import { countryName, helpInWords } from "@/lib/platform/help.rules";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";
import { LinkButton } from "../ui/link-button";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import type { HelpLine } from "./help-form";

/** The desk's own places of help, each with what it helps with and how it is reached. */
export function HelpTable({ places, mayChange }: { places: readonly HelpLine[]; mayChange: boolean }) {
  const t = useTranslations("helpResources");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("organisation")}</HeaderCell>
          <HeaderCell>{t("country")}</HeaderCell>
          <HeaderCell>{t("topics")}</HeaderCell>
          <HeaderCell>{t("reach")}</HeaderCell>
          <HeaderCell>{t("changed")}</HeaderCell>
          {mayChange ? (
            <HeaderCell>
              <span className="sr-only">{t("actions")}</span>
            </HeaderCell>
          ) : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {places.map((place) => (
          <PlaceRow key={place.id} place={place} mayChange={mayChange} />
        ))}
      </TableBody>
    </Table>
  );
}

function PlaceRow({ place, mayChange }: { place: HelpLine; mayChange: boolean }) {
  const t = useTranslations("helpResources");
  const language = localeOfTag(useLocale()) ?? "en";
  const { organisation: name, country, topics, phone, url } = place;
  const asTold = helpInWords({ ...place, country: null, label: { en: name, hans: name } }, language);
  return (
    <TableRow>
      <HeaderCell scope="row" className="[overflow-wrap:anywhere]">
        {asTold.label}
      </HeaderCell>
      <Cell label={t("country")}>{country ? countryName(country, language) : t("everywhere")}</Cell>
      <Cell label={t("topics")}>
        {topics.map((topic) => (
          <span key={topic} className="block">
            {t(`topicNames.${topic}`)}
          </span>
        ))}
      </Cell>
      <Cell label={t("reach")} isWide className="[overflow-wrap:anywhere]">
        {phone ? <span className="block">{phone}</span> : null}
        {url ? <span className="block text-13 text-ink-soft">{url}</span> : null}
      </Cell>
      <Cell label={t("changed")}>
        <Time value={place.changedAt} show="day" />
        <span className="block text-12 text-ink-soft">{place.changedBy}</span>
      </Cell>
      {mayChange ? <Actions place={place} /> : null}
    </TableRow>
  );
}

function Actions({ place: { id, version, organisation: name } }: { place: HelpLine }) {
  const t = useTranslations("helpResources");
  const { send, isBusy } = useWrite({ done: t("removed") });
  return (
    <Cell>
      <div className="flex flex-wrap gap-2 md:justify-end">
        <LinkButton
          via={Link}
          href={`/settings/help?change=${id}#form`}
          size="small"
          aria-label={t("editOne", { name })}
        >
          {t("edit")}
        </LinkButton>
        <ConfirmButton
          size="small"
          isBusy={isBusy}
          what={t("removeWhat", { name })}
          confirm={t("removeSubmit")}
          onConfirm={() => send({ path: `/api/help-resources/${id}/remove`, body: { version } })}
          aria-label={t("removeOne", { name })}
        >
          {t("remove")}
        </ConfirmButton>
      </div>
    </Cell>
  );
}
