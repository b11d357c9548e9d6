"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { PastDecisions } from "../accounts/past-decisions";
import { Standing } from "../accounts/standing";
import { QuietLink } from "../policy/quiet-link";
import { Disclosure } from "../ui/disclosure";
import { Panel } from "../ui/panel";
import { Count } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { ContentPanel } from "./content-panel";
import { HelpResources } from "./help-resources";
import { NotesPanel } from "./notes-panel";
import { NoticesPanel } from "./notices-panel";
import type { CaseWork, May } from "./use-case-work";

/** What happened: content, notices, account, notes, in the order in which they are read; on a tablet the last two beside the notices. */
export function Reported({ view, work, may }: { view: CaseView; work: CaseWork; may: May }) {
  const t = useTranslations("case");
  const { account, notes } = view;
  return (
    <div className="grid gap-4">
      <ContentPanel
        view={view}
        clause={work.clause}
        draft={work.draft}
        change={work.change}
        mayReveal={may.reveal}
        mayDecide={work.mayDecide}
        onBind={work.bind}
      />
      <HelpResources resources={view.resources} />
      <div className="grid content-start gap-4 md:max-xl:grid-cols-2 md:max-xl:grid-rows-[auto_1fr] md:max-xl:gap-x-10">
        <Panel
          look="bare"
          headingLevel={3}
          className="first:border-t md:max-xl:row-span-2"
          title={t("notices.title")}
          aside={<Count>{view.case.noticeCount}</Count>}
        >
          <NoticesPanel view={view} clause={work.draft.clause} evidence={work.draft.evidence} mayWork={may.decide} />
        </Panel>
        <Panel
          look="bare"
          headingLevel={3}
          title={t("account.title")}
          aside={
            account ? (
              <TextLink via={QuietLink} href={`/accounts/${account.id}`}>
                <bdi className="[overflow-wrap:anywhere]">@{account.handle}</bdi>
              </TextLink>
            ) : null
          }
        >
          {account ? (
            <div className="grid gap-3">
              <Standing account={account} zone={view.platform.zone} platform={view.platform.id} />
              <Disclosure
                summary={t("account.decisions", { count: account.decisions.length })}
                isOpen={account.decisions.length > 0 && account.decisions.length <= 4}
              >
                <PastDecisions decisions={account.decisions} />
              </Disclosure>
            </div>
          ) : (
            <p className="text-13 text-ink-soft">{t("account.unknown")}</p>
          )}
        </Panel>
        <Panel
          look="bare"
          headingLevel={3}
          title={t("notes.title")}
          aside={notes.length > 0 ? <Count>{notes.length}</Count> : null}
        >
          <NotesPanel view={view} mayWrite={may.note} />
        </Panel>
      </div>
    </div>
  );
}
