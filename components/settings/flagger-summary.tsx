import { useTranslations } from "next-intl";
import type { FlaggerRow } from "@/lib/intake/flagger.contract";
import { DefinitionList } from "../ui/definition-list";
import { Time } from "../ui/time";
import { Coordinator, FlaggerQuality, FlaggerStatus, useAreas } from "./flagger-facts";

/** What the list says of one entity, and how its notices fared. */
export function FlaggerSummary({ flagger }: { flagger: FlaggerRow }) {
  const t = useTranslations("flaggers");
  const areas = useAreas();
  const told = flagger.toldAt
    ? [{ key: "told", term: t("told"), value: <Time value={flagger.toldAt} show="day" /> }]
    : [];
  return (
    <DefinitionList
      items={[
        { key: "coordinator", term: t("coordinator"), value: <Coordinator country={flagger.coordinatorCountry} /> },
        { key: "areas", term: t("areas"), value: areas(flagger.areas) },
        { key: "status", term: t("status"), value: <FlaggerStatus flagger={flagger} /> },
        { key: "quality", term: t("quality"), value: <FlaggerQuality quality={flagger.quality} /> },
        { key: "synced", term: t("synced"), value: <Time value={flagger.lastSyncedAt} show="day" /> },
        ...told,
      ]}
    />
  );
}
