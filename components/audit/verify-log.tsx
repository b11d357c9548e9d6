"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Verified } from "@/lib/platform/audit-verify";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { Reference } from "../ui/reference";
import { Time } from "../ui/time";
import { type NamedPlatform, useChainName } from "./audit-words";

/** Checks every hash of the log on the server and says what came out; the export can be checked without us. */
export function VerifyLog({ platforms }: { platforms: readonly NamedPlatform[] }) {
  const t = useTranslations("audit.verify");
  const [report, setReport] = useState<Verified | null>(null);
  const { send, isBusy } = useWrite<Verified>({ onDone: setReport });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button isBusy={isBusy} onClick={() => send({ path: "/api/audit/verify" })}>
          {t("submit")}
        </Button>
        <LinkButton href="/api/audit/export" download>
          {t("export")}
        </LinkButton>
      </div>
      <div aria-live="polite">{report ? <Report report={report} platforms={platforms} /> : null}</div>
    </div>
  );
}

function Report({ report, platforms }: { report: Verified; platforms: readonly NamedPlatform[] }) {
  const t = useTranslations("audit.verify");
  const chainName = useChainName(platforms);
  return (
    <Notice
      tone={report.ok ? "good" : "danger"}
      title={report.ok ? t("whole", { count: report.entries }) : t("broken", { count: report.faultCount })}
    >
      <p>
        {t("checked")} <Time value={report.checkedAt} show="exact" />
      </p>
      {report.ok ? (
        <ul className="mt-2 grid gap-1 text-13">
          {report.chains.map((chain) => (
            <li key={chain.chain} className="flex flex-wrap gap-x-2">
              <span>{t("head", { chain: chainName(chain.chain), position: chain.position })}</span>
              <Reference className="text-12 whitespace-normal [overflow-wrap:anywhere]">{chain.hash}</Reference>
            </li>
          ))}
        </ul>
      ) : (
        <ul className="mt-2 grid gap-1">
          {report.faults.map((fault) => (
            <li key={`${fault.chain} ${fault.position} ${fault.fault}`}>
              <span className="font-medium">
                {t("place", { chain: chainName(fault.chain), position: fault.position })}
              </span>{" "}
              {t(`faults.${fault.fault}`)} <span className="text-13 text-ink-soft">({fault.detail})</span>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
