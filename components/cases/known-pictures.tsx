import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { likenessAt } from "@/lib/intake/picture-hash.rules";
import { useNames } from "../queue/nameable";
import { Notice } from "../ui/notice";

/** That a picture is on a list of known content, and how near: a machine's word, and said to be one. */
export function KnownPictures({ known }: { known: CaseView["known"] }) {
  const t = useTranslations("hashLists");
  const name = useNames();
  if (known.length === 0) return null;
  return (
    <Notice tone="caution" title={t("marks")}>
      <ul className="grid gap-1">
        {known.map(({ mediaId, list, category, kind, distance }) => (
          <li key={`${mediaId} ${list}`}>
            <strong className="font-medium">{t("mark", { list })}</strong> · {name("category", category)} ·{" "}
            {kind === "sha256" ? t("markFile") : t("markNear", { likeness: likenessAt(distance), bits: distance })}
          </li>
        ))}
      </ul>
      <p className="text-12 text-ink-soft">{t("markNote")}</p>
    </Notice>
  );
}
