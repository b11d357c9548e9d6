"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { getJson, orThrow } from "../shell/fetch-json";
import { useKeys } from "../shell/keys";
import { LinkButton } from "../ui/link-button";

/** Says on the case screen that there are others like it, and leads to them. */
export function CaseWave({ caseId }: { caseId: string }) {
  const t = useTranslations("waves");
  const router = useRouter();
  const { data } = useQuery({
    queryKey: ["case-wave", caseId],
    queryFn: ({ signal }) =>
      orThrow(getJson<{ waveId: string; size: number } | null>(`/api/cases/${caseId}/wave`, signal)),
    staleTime: 30_000,
  });
  const href = data ? `/queue/waves/${data.waveId}` : "";
  useKeys(data ? [{ keys: "shift+w", label: t("keys.openWave"), run: () => router.push(href) }] : []);
  if (!data) return null;
  return (
    <LinkButton href={href} size="small" keycap="⇧W" aria-keyshortcuts="Shift+W">
      {t("ofCase", { count: data.size })}
    </LinkButton>
  );
}
