import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AccountPage } from "@/lib/decisions/account.contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { Localised } from "../ui/localised";
import { Page } from "../ui/page";
import { PageHeader } from "../ui/page-header";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Count, Tag } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { PastDecisions } from "./past-decisions";
import { Standing } from "./standing";

/** One account: its standing beside its history, open cases and notes. */
export function AccountDesk({ page, traders }: { page: AccountPage; traders?: ReactNode }) {
  const t = useTranslations("case.account.page");
  const name = useNames();
  const { account, platform, openCases, notes } = page;
  return (
    <Page>
      <PageHeader
        title={<bdi className="[overflow-wrap:anywhere]">{t("title", { handle: account.handle })}</bdi>}
        beside={
          <Tag>
            <Localised value={platform.name} />
          </Tag>
        }
        summary={
          <>
            {t("externalId")} <Reference>{account.externalId}</Reference>
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
        <Panel title={t("standing")}>
          <Standing account={account} zone={platform.zone} platform={platform.id} />
        </Panel>
        <div className="grid min-w-0 gap-5">
          {traders}
          {openCases.length > 0 ? (
            <Panel title={t("open")} aside={<Count>{openCases.length}</Count>}>
              <ul className="grid text-13">
                {openCases.map((row) => (
                  <li
                    key={row.id}
                    className="grid grid-cols-[6.5rem_1fr_auto] items-baseline gap-3 border-t border-line py-2 first:border-t-0 first:pt-0"
                  >
                    <TextLink via={QuietLink} href={`/cases/${row.id}`}>
                      <Reference className="select-auto">{row.reference}</Reference>
                    </TextLink>
                    <span dir="auto" className="line-clamp-2 [overflow-wrap:anywhere]">
                      {row.notShown.length > 0 ? <NotShown classes={row.notShown} /> : <SafeText text={row.excerpt} />}
                    </span>
                    <span className="text-12 text-ink-soft">
                      {row.role ? `${name("role", row.role)} · ` : null}
                      <Time value={row.openedAt} show="day" />
                    </span>
                  </li>
                ))}
              </ul>
            </Panel>
          ) : null}
          <Panel title={t("history")} aside={<Count>{account.decisions.length}</Count>}>
            <PastDecisions decisions={account.decisions} />
          </Panel>
          <Panel title={t("notes")} aside={notes.length > 0 ? <Count>{notes.length}</Count> : null}>
            {notes.length === 0 ? (
              <p className="text-13 text-ink-soft">
                {t("noNotes")} {t("noNotesText")}
              </p>
            ) : (
              <ul className="grid">
                {notes.map((note) => (
                  <li key={note.id} className="border-t border-line py-2 text-13 first:border-t-0 first:pt-0">
                    <p dir="auto" className="whitespace-pre-wrap">
                      {note.text}
                    </p>
                    <p className="text-12 text-ink-soft">
                      {note.by} · <Time value={note.at} show="day" />
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      </div>
    </Page>
  );
}
