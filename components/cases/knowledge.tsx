"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { NoticeView } from "@/lib/decisions/notice-view.contract";
import { caseKey } from "../decisions/one-case";
import { orThrow, postJson, type RequestFailed } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { ConfirmButton } from "../ui/confirm";
import { LiveTime } from "../ui/live-time";

type Props = { caseId: string; notice: Pick<NoticeView, "id" | "legalClaim" | "knowledgeAt">; mayMark: boolean };

/** Since when a notice counts as knowledge of what it shows (Art. 16(3)), or the button that says so, for good. */
export function Knowledge({ caseId, notice, mayMark }: Props) {
  const t = useTranslations("case.knowledge");
  const cache = useQueryClient();
  const messageOf = useFailureMessage();
  const mark = useMutation<unknown, RequestFailed>({
    mutationFn: () => orThrow(postJson(`/api/cases/${caseId}/knowledge`, { noticeId: notice.id })),
    onSettled: () => cache.invalidateQueries({ queryKey: caseKey(caseId) }),
  });
  if (notice.knowledgeAt)
    return (
      <p className="text-12 text-ink-soft">
        {t("since")} <LiveTime value={notice.knowledgeAt} />
      </p>
    );
  if (!notice.legalClaim || !mayMark) return null;
  return (
    <div className="pt-1.5">
      <ConfirmButton
        size="small"
        isBusy={mark.isPending}
        what={t("what")}
        confirm={t("confirm")}
        onConfirm={() => mark.mutate()}
      >
        {t("mark")}
      </ConfirmButton>
      {mark.error ? (
        <p role="alert" className="text-12 text-danger-ink">
          {messageOf(mark.error.failure)}
        </p>
      ) : null}
    </div>
  );
}
