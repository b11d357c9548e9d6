import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { attachmentLimits } from "@/lib/appeals/attachment.rules";
import { AppealForm } from "./appeal-form";

/** The form of a complaint in the reader's words, with what may be sent along. */
export function ComplaintForm(props: Omit<ComponentProps<typeof AppealForm>, "words">) {
  const t = useTranslations("addressee.form");
  const limits = { max: attachmentLimits.files, each: attachmentLimits.bytes / 1_000_000 };
  const words = {
    ...{ text: t("text"), hint: t("hint"), send: t("send"), problem: t("problem") },
    ...{ files: t("files"), filesHint: t("filesHint", limits), kept: t("kept") },
  };
  return <AppealForm {...props} words={words} />;
}
