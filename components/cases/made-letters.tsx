"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { MadeLetter, MadeLetters as Some } from "@/lib/decisions/made.contract";
import { QuietLink } from "../policy/quiet-link";
import { getJson, orThrow } from "../shell/fetch-json";
import { Button } from "../ui/button";
import { TextLink } from "../ui/text-link";
import { LetterStateWords } from "./letter-state";

type Props = { decisionId: string; letters: readonly MadeLetter[]; more: number };

/** Who was told of it, each with the letter as it was sent; the rest a page at a time, as somebody asks for them. */
export function MadeLetters({ decisionId, letters, more }: Props) {
  const t = useTranslations("made");
  const query = useInfiniteQuery({
    queryKey: ["letters", decisionId, letters.at(-1)?.id],
    queryFn: ({ pageParam, signal }) =>
      orThrow(getJson<Some>(`/api/decisions/${decisionId}/letters?after=${pageParam}`, signal)),
    initialPageParam: letters.at(-1)?.id ?? "",
    getNextPageParam: ({ letters: shown, moreLetters }) => (moreLetters > 0 ? shown.at(-1)?.id : undefined),
    enabled: false,
  });
  const pages = query.data?.pages ?? [];
  const left = pages.at(-1)?.moreLetters ?? more;
  return (
    <section aria-label={t("letters")} className="grid gap-1">
      <h4 className="font-medium">{t("letters")}</h4>
      <ul className="grid gap-1">
        {[...letters, ...pages.flatMap((page) => page.letters)].map((letter) => (
          <Line key={letter.id} letter={letter} />
        ))}
      </ul>
      {left > 0 ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <p className="text-ink-soft">{t("moreLetters", { count: left })}</p>
          <Button size="small" isBusy={query.isFetching} onClick={() => void query.fetchNextPage()}>
            {t("olderLetters")}
          </Button>
        </div>
      ) : null}
      {query.isError ? (
        <p role="alert" className="text-danger-ink">
          {t("lettersFailed")}
        </p>
      ) : null}
    </section>
  );
}

function Line({ letter }: { letter: MadeLetter }) {
  const t = useTranslations("made");
  return (
    <li>
      <TextLink via={QuietLink} href={`/statements/${letter.id}`} lang={letter.language}>
        {letter.subject}
      </TextLink>
      <span className="block text-ink-soft">
        {t(`addressee.${letter.addressee}`)} · {t(`letterKinds.${letter.letter}`)} ·{" "}
        <LetterStateWords letter={letter} />
      </span>
    </li>
  );
}
