"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { Button } from "../ui/button";
import { Banner } from "./banner";
import { type Joined, joinedSince } from "./joined.rules";

const idsOf = ({ notices }: Pick<CaseView, "notices">): ReadonlySet<string> => new Set(notices.map(({ id }) => id));

/** That reports have joined while the case is open on this screen. Mount anew (`key`) for another case. */
export function JoinedNotice({ view }: { view: CaseView }) {
  const [known, setKnown] = useState(() => idsOf(view));
  const joined = view.case.state === "decided" ? null : joinedSince(known, view);
  return joined ? <JoinedBanner joined={joined} onSeen={() => setKnown(idsOf(view))} /> : null;
}

/** Suggestions may now be others; what the person chose, bound and wrote is as it was. */
export function JoinedBanner({ joined, onSeen }: { joined: Joined; onSeen: () => void }) {
  const t = useTranslations("case.joined");
  return (
    <Banner
      role="status"
      title={t("title", { count: joined.count })}
      actions={
        <Button size="small" onClick={onSeen}>
          {t("seen")}
        </Button>
      }
    >
      <p>{t(joined.isReadAgain ? "readAgain" : "asBefore")}</p>
    </Banner>
  );
}
