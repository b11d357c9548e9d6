import { useLocale, useTranslations } from "next-intl";
import type { AddresseeView } from "@/lib/appeals/contract";
import { dayWithZone } from "@/lib/platform/letter.rules";
import { DefinitionList } from "../ui/definition-list";
import { Notice } from "../ui/notice";
import { Reference } from "../ui/reference";

type Held = NonNullable<AddresseeView["held"]>;

/** That their complaint is kept until the end of a suspension, and is then taken up by itself (DSA Art. 23(2)). */
export function HeldAppeal({ held, zone }: { held: Held; zone: string }) {
  const t = useTranslations("addressee");
  const locale = useLocale();
  const [day, until] = [held.receivedOn, held.until].map((each) => dayWithZone(each, zone, locale));
  return (
    <section aria-label={t("yours.title")} className="grid gap-4">
      <Notice tone="information" title={t("held.title")}>
        {t("held.text", { day: day ?? "", until: until ?? "" })}
      </Notice>
      <DefinitionList
        items={[{ key: "reference", term: t("yours.reference"), value: <Reference>{held.reference}</Reference> }]}
      />
      <p dir="auto" className="reading whitespace-pre-wrap">
        {held.text}
      </p>
    </section>
  );
}
