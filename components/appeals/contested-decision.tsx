import { useTranslations } from "next-intl";
import type { AddresseeView } from "@/lib/appeals/contract";
import { TextLink } from "../ui/text-link";
import { Paragraph } from "./letter";

/** What is appealed, in short: nobody has to look it up or type it again. */
export function ContestedDecision({ view, path }: { view: AddresseeView; path: string }) {
  const t = useTranslations("addressee.form");
  const shown = view.parts.filter(({ id }) => id === "decision" || id === "restrictions" || id === "measures");
  return (
    <section aria-labelledby="contested" className="grid gap-2 border-l-4 border-line-strong pl-4 text-ink-soft">
      <h2 id="contested" className="font-semibold text-ink">
        {t("about")}
      </h2>
      <div lang={view.language} className="grid gap-2">
        {shown.flatMap((part) =>
          part.paragraphs.map((paragraph) => <Paragraph key={`${part.id} ${paragraph}`}>{paragraph}</Paragraph>),
        )}
      </div>
      <p>
        <TextLink href={path}>{t("whole")}</TextLink>
      </p>
    </section>
  );
}
