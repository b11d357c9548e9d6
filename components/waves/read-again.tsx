import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";

/** A part of the wave that could not be read, and the way to ask for it once more. */
export function ReadAgain({ title, onAgain }: { title?: ReactNode; onAgain: () => unknown }) {
  const t = useTranslations("waves");
  return (
    <ErrorState title={title ?? t("failed")} actions={<Button onClick={() => void onAgain()}>{t("again")}</Button>} />
  );
}
