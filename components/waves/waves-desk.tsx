"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { WavesPage } from "@/lib/decisions/wave.contract";
import { getJson, orThrow, postJson, RequestFailed } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { walkRows } from "../shell/walk-rows";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { PageHeader } from "../ui/page-header";
import { TextLink } from "../ui/text-link";
import { ReadAgain } from "./read-again";
import { WavesTable } from "./waves-table";

type Props = { first: WavesPage; after: string | null; names: Readonly<Record<string, string>>; mayGather: boolean };

/** The list of waves, asked for again while cases are compared, and rarely when nothing is under way. */
export function WavesDesk({ first, after, names, mayGather }: Props) {
  const t = useTranslations("waves");
  const cache = useQueryClient();
  const messageOf = useFailureMessage();
  const key = ["waves", after];
  const {
    data: page,
    isError,
    refetch,
  } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      orThrow(getJson<WavesPage>(`/api/waves${after ? `?after=${encodeURIComponent(after)}` : ""}`, signal)),
    initialData: first,
    refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) > 0 ? 1_000 : 15_000),
  });
  const again = useMutation({
    mutationFn: () => orThrow(postJson<{ looked: number }>("/api/waves/again")),
    onSettled: () => cache.invalidateQueries({ queryKey: ["waves"] }),
  });
  const isBusy = again.isPending;
  const press = () => {
    if (!isBusy) again.mutate();
  };
  useKeys([
    { keys: "j", label: t("keys.downWave"), run: () => walkRows("[data-wave-link]", 1) },
    { keys: "k", label: t("keys.upWave"), run: () => walkRows("[data-wave-link]", -1) },
    { keys: "a", label: t("anew.button"), run: press, isOn: mayGather },
  ]);
  return (
    <>
      <PageHeader
        above={<TextLink href="/queue">{t("toQueue")}</TextLink>}
        title={t("title")}
        beside={
          <span role="status" className="text-13 text-ink-soft">
            {page.waiting > 0 ? t("anew.waiting", { count: page.waiting }) : again.isSuccess ? t("anew.done") : ""}
          </span>
        }
        summary={t("summary")}
        actions={
          mayGather ? (
            <Button keycap="A" shortcut="a" isBusy={isBusy} onClick={press}>
              {t("anew.button")}
            </Button>
          ) : undefined
        }
      />
      {again.error instanceof RequestFailed ? <ErrorState title={messageOf(again.error.failure)} /> : null}
      {isError ? <ReadAgain onAgain={refetch} /> : null}
      <WavesTable page={page} platformName={(id) => names[id] ?? id} />
    </>
  );
}
