import { useTranslations } from "next-intl";
import type { HeldSubmission } from "@/lib/transparency/submissions.contract";
import { QuietLink } from "../policy/quiet-link";
import { DefinitionList } from "../ui/definition-list";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { SettleForm } from "./settle-form";
import { useWhy } from "./use-why";

/** Statements that a person must look at: why each did not leave, field by field, and what can be done. */
export function HeldList({
  held,
  platformName,
  maySettle,
}: {
  held: readonly HeldSubmission[];
  platformName: (id: string) => string;
  maySettle: boolean;
}) {
  const t = useTranslations("database");
  const why = useWhy();
  return (
    <ul className="divide-y divide-line">
      {held.map((one) => (
        <li key={one.id} className="grid gap-2 px-4 py-3">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <TextLink via={QuietLink} href={`/outbox/copies/${one.copyId}`} className="font-mono">
              {one.reference}
            </TextLink>
            <span>{platformName(one.platformId)}</span>
            <span className="text-13 text-ink-soft">
              {t("written")} <Time value={one.createdAt} show="exact" />
            </span>
          </p>
          <p>{why(one.why)}</p>
          {one.fields.length > 0 ? <Fields fields={one.fields} /> : null}
          {maySettle ? <SettleForm id={one.id} reference={one.reference} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Fields({ fields }: { fields: HeldSubmission["fields"] }) {
  const copies = useTranslations("copies.fields");
  const kinds = useTranslations("copies.kinds");
  return (
    <DefinitionList
      className="text-13"
      items={fields.map(({ field, said }) => ({
        key: field,
        term: copies.has(field) ? copies(field) : <code className="[overflow-wrap:anywhere]">{field}</code>,
        value: said.map((one) => (kinds.has(one) ? kinds(one) : one)).join(" "),
      }))}
    />
  );
}
