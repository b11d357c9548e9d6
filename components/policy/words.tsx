import { useTranslations } from "next-intl";
import type { Localised as Text } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { cn } from "../ui/text";

type Props = {
  value: Text;
  /** English and Chinese side by side, the traditional form under the simplified one where the pack has it. */
  isBoth: boolean;
  /** `under` where two columns would be too narrow. */
  layout?: "beside" | "under";
};

/** A text of the pack in the reader's language, or in all that we hold. */
export function Words({ value, isBoth, layout = "beside" }: Props) {
  const t = useTranslations("library");
  if (!isBoth) return <Localised value={value} />;
  const { en, hans, hant } = value;
  return (
    <span className={cn("grid gap-x-6 gap-y-0.5", layout === "beside" && "sm:grid-cols-2")}>
      <span lang="en">{en}</span>
      <span className="grid content-start gap-0.5">
        {hans ? <span lang="zh-Hans">{hans}</span> : null}
        {hant && hant !== hans ? (
          <span lang="zh-Hant" className="text-ink-soft">
            {hant}
          </span>
        ) : null}
        {hans || hant ? null : <span className="text-ink-faint">{t("noChinese")}</span>}
      </span>
    </span>
  );
}
