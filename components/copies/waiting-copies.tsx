import { useTranslations } from "next-intl";
import type { WaitingCopy } from "@/lib/decisions/copy-review.contract";
import { QuietLink } from "../policy/quiet-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** Copies that wait for somebody, each with why. */
export function WaitingCopies({ copies }: { copies: readonly WaitingCopy[] }) {
  const t = useTranslations("copies");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("case")}</HeaderCell>
          <HeaderCell>{t("written")}</HeaderCell>
          <HeaderCell>{t("why")}</HeaderCell>
          <HeaderCell>
            <span className="sr-only">{t("look")}</span>
          </HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {copies.map((copy) => (
          <TableRow key={copy.id}>
            <HeaderCell scope="row">
              <TextLink via={QuietLink} href={`/cases/${copy.caseId}`} className="font-mono whitespace-nowrap">
                {copy.reference}
              </TextLink>
            </HeaderCell>
            <Cell label={t("written")}>
              <Time value={copy.composedAt} show="exact" />
            </Cell>
            <Cell label={t("why")} className="min-w-40">
              {copy.removed > 0 ? <span className="block">{t("takenOut", { count: copy.removed })}</span> : null}
              {copy.typed > 0 ? <span className="block">{t("typed", { count: copy.typed })}</span> : null}
              {copy.errors > 0 ? <span className="block">{t("refused", { count: copy.errors })}</span> : null}
            </Cell>
            <Cell className="text-right">
              <TextLink
                via={QuietLink}
                href={`/outbox/copies/${copy.id}`}
                aria-label={t("lookAt", { reference: copy.reference })}
              >
                {t("look")}
              </TextLink>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
