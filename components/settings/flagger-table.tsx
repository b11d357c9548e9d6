import { useTranslations } from "next-intl";
import type { FlaggerRow } from "@/lib/intake/flagger.contract";
import { QuietLink } from "../policy/quiet-link";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { Coordinator, FlaggerQuality, FlaggerStatus, useAreas } from "./flagger-facts";

/** The entities of the public list as it names them, and how their notices fared here. Nothing here gives a status. */
export function FlaggerTable({ flaggers }: { flaggers: readonly FlaggerRow[] }) {
  const t = useTranslations("flaggers");
  const areas = useAreas();
  return (
    <Table caption={t("caption")} isCards>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("name")}</HeaderCell>
          <HeaderCell>{t("areas")}</HeaderCell>
          <HeaderCell>{t("status")}</HeaderCell>
          <HeaderCell>{t("quality")}</HeaderCell>
          <HeaderCell>{t("synced")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {flaggers.map((flagger) => (
          <TableRow key={flagger.id}>
            <HeaderCell scope="row">
              <TextLink href={`/settings/flaggers/${flagger.id}`} via={QuietLink}>
                {flagger.name}
              </TextLink>
              <span className="block text-12 font-normal text-ink-soft">
                <Coordinator country={flagger.coordinatorCountry} />
              </span>
            </HeaderCell>
            <Cell label={t("areas")} isWide>
              {areas(flagger.areas)}
            </Cell>
            <Cell label={t("status")}>
              <FlaggerStatus flagger={flagger} />
            </Cell>
            <Cell label={t("quality")}>
              <FlaggerQuality quality={flagger.quality} />
              {flagger.isLetterDue ? (
                <span className="block">
                  <Status look="plain" tone="caution">
                    {t("letterDue")}
                  </Status>
                </span>
              ) : null}
            </Cell>
            <Cell label={t("synced")}>
              <Time value={flagger.lastSyncedAt} show="day" />
              <span className="block text-12 text-ink-soft [overflow-wrap:anywhere]">{flagger.sourceList}</span>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
