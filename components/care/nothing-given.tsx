"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Left } from "@/lib/wellbeing/contract";
import { type QueueFilter, questionMark, searchOf, wholeQueue } from "../queue/filters.rules";
import { countsKey } from "../queue/keys";
import { getJson, orThrow } from "../shell/fetch-json";
import { Notice } from "../ui/notice";
import { TextLink } from "../ui/text-link";
import { useHarmNames } from "./use-harm-names";

/** Where nothing was given: whether nothing is left in this filter or nothing at all, and what is not given although it waits. */
export function NothingGiven({ filter }: { filter: QueueFilter }) {
  const t = useTranslations("care.left");
  const names = useHarmNames();
  const { mode: _mode, ...narrowed } = filter;
  const search = searchOf({ ...wholeQueue, ...narrowed });
  const { data: left } = useQuery({
    queryKey: [...countsKey, "left", search],
    queryFn: ({ signal }) => orThrow(getJson<Left>(`/api/queue/left${questionMark(search)}`, signal)),
    refetchInterval: 30_000,
  });
  if (!left) return null;
  const { isNarrowed, elsewhere, waiting } = left;
  return (
    <Notice
      title={t(elsewhere ? "inFilter" : "title")}
      role="status"
      actions={
        <>
          {elsewhere ? (
            // The bare address would lead back to the filter that stands.
            <TextLink via={Link} href="/queue?order=risk">
              {t("whole")}
            </TextLink>
          ) : null}
          {waiting.length > 0 ? (
            <TextLink via={Link} href="/people/me/day">
              {t("day")}
            </TextLink>
          ) : null}
        </>
      }
    >
      <p>{t(elsewhere ? "elsewhere" : isNarrowed ? "nowhere" : "nothing")}</p>
      {waiting.length > 0 ? <p>{t("text", { classes: names(waiting) })}</p> : null}
    </Notice>
  );
}
