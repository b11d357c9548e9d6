import { useLocale, useTranslations } from "next-intl";
import type { AddresseeView } from "@/lib/appeals/contract";
import { dayWithZone } from "@/lib/platform/letter.rules";
import { DefinitionList } from "../ui/definition-list";
import { Notice } from "../ui/notice";
import { Reference } from "../ui/reference";
import { Sent } from "./own-appeal";

type Held = NonNullable<AddresseeView["held"]>;
type Dropped = NonNullable<AddresseeView["dropped"]>;

/** What became of a complaint that was kept, with its reference and what the person wrote. */
function Kept({
  title,
  text,
  kept,
}: {
  title: string;
  text: string;
  kept: Pick<Held, "reference" | "text"> & { files?: number };
}) {
  const t = useTranslations("addressee.yours");
  return (
    <section aria-label={t("title")} className="grid gap-4">
      <Notice tone="information" title={title}>
        {text}
      </Notice>
      <DefinitionList
        items={[{ key: "reference", term: t("reference"), value: <Reference>{kept.reference}</Reference> }]}
      />
      <Sent text={kept.text} files={kept.files ?? 0} />
    </section>
  );
}

/** That their complaint is kept until the end of a suspension, and is then taken up by itself (DSA Art. 23(2)). */
export function HeldAppeal({ held, zone }: { held: Held; zone: string }) {
  const t = useTranslations("addressee.held");
  const locale = useLocale();
  const day = dayWithZone(held.receivedOn, zone, locale);
  const until = dayWithZone(held.until, held.untilZone, locale);
  return <Kept title={t("title")} text={t("text", { day, until })} kept={held} />;
}

/** That a complaint that was kept fell away, because what it was about no longer stood when its turn came. */
export function DroppedAppeal({ dropped, zone }: { dropped: Dropped; zone: string }) {
  const t = useTranslations("addressee.dropped");
  const locale = useLocale();
  return (
    <Kept title={t("title")} text={t("text", { day: dayWithZone(dropped.receivedOn, zone, locale) })} kept={dropped} />
  );
}
