import { useTranslations } from "next-intl";
import type { PersonRow } from "@/lib/people/contract";
import { QuietLink } from "../policy/quiet-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { PersonStatus } from "./person-status";

export function PeopleTable({ people }: { people: readonly PersonRow[] }) {
  const t = useTranslations("people.list");
  const role = useTranslations("common.roles");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("name")}</HeaderCell>
          <HeaderCell>{t("role")}</HeaderCell>
          <HeaderCell>{t("status")}</HeaderCell>
          <HeaderCell>{t("lastSeen")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <TableRow key={person.id}>
            <HeaderCell scope="row" className="min-w-40">
              <TextLink href={`/people/${person.id}`} via={QuietLink} isPlain>
                {person.name}
              </TextLink>
              <span className="block text-12 font-normal text-ink-soft [overflow-wrap:anywhere]">{person.email}</span>
            </HeaderCell>
            <Cell label={t("role")}>{role(person.role)}</Cell>
            <Cell label={t("status")} isWide className="max-sm:order-1">
              <PersonStatus person={person} />
            </Cell>
            <Cell label={t("lastSeen")}>
              {person.lastSeenAt ? (
                <Time value={person.lastSeenAt} />
              ) : (
                <span className="text-ink-soft">{t("never")}</span>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
