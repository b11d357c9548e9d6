import { useTranslations } from "next-intl";
import type { VersionRow } from "@/lib/transparency/report-version.contract";
import { Status } from "../ui/status";

/** How far a version is, in a word. */
export function VersionState({
  version: { state, publishedAt },
}: {
  version: Pick<VersionRow, "state" | "publishedAt">;
}) {
  const t = useTranslations("reports.states");
  if (publishedAt)
    return (
      <Status look="plain" tone="good">
        {t("published")}
      </Status>
    );
  const tone = state === "failed" ? "danger" : state === "ready" ? "neutral" : "accent";
  return (
    <Status look="plain" tone={tone}>
      {t(state)}
    </Status>
  );
}

/** The address of a version's page; a cell of it has its own. */
export const versionPath = (id: string) => `/reports/${id}`;
export const cellPath = (id: string, part: number, row: number, column: number) =>
  `/reports/${id}/${part}-${row}-${column}`;
