import { useTranslations } from "next-intl";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { anchorOf } from "../policy/addresses.rules";
import { BesideTablePart } from "../policy/beside-table";
import { ClauseArticle } from "../policy/clause-article";
import { PenaltyTable } from "../policy/penalty-table";
import { EmptyState } from "../ui/empty-state";
import { Localised } from "../ui/localised";

/** The draft as it would be read on its first day, document by document. */
export function DraftReading({ draft }: { draft: DraftView }) {
  const t = useTranslations("policyDesk");
  return (
    <div className="grid gap-8">
      {draft.documents.map(({ id, title, clauses, table, beside }) => (
        <section key={id} aria-labelledby={`document-${id}`} className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <h2 id={`document-${id}`} className="text-16 font-semibold">
            <Localised value={title} />
          </h2>
          {clauses.length === 0 ? <EmptyState title={t("noClauses")}>{t("noClausesText")}</EmptyState> : null}
          {table ? (
            <PenaltyTable grid={table} platform={draft.platform.id} version={draft.baseRef ?? draft.ref} kept={{}} />
          ) : null}
          {beside ? <BesideTablePart beside={beside} isBoth={false} /> : null}
          <div>
            {clauses.map((clause) => (
              <ClauseArticle
                key={clause.ref}
                clause={clause}
                href={`#${anchorOf(clause.ref)}`}
                isBoth={false}
                isSelected={false}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
