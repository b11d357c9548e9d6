"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { WaveMember } from "@/lib/decisions/wave.contract";
import { NotShown } from "../care/not-shown";
import { useNow } from "../care/use-now";
import { useNames } from "../queue/nameable";
import { Button } from "../ui/button";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { cn } from "../ui/text";
import { exactTime } from "../ui/time.rules";
import { differing } from "./differing.rules";
import { ReadAgain } from "./read-again";
import { useMembers } from "./use-wave";

type Props = {
  waveId: string;
  stage: string;
  first: string;
  mayChange: boolean;
  onMove: (member: WaveMember) => void;
  /** Takes back what a run decided of one item, while its time is not over. */
  onTakeBack: (decisionId: string) => void;
};

/** The items of a wave as they came, each with what tells whether it belongs. */
export function WaveMembers({ waveId, stage, first, mayChange, onMove, onTakeBack }: Props) {
  const t = useTranslations("waves.members");
  const now = useNow();
  const members = useMembers(waveId, stage);
  const rows = members.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Panel title={t("title")} isFlush>
      {members.isPending ? <Skeleton className="m-4 h-40" /> : null}
      {members.isError ? (
        <ReadAgain
          title={t("failed")}
          onAgain={() => (members.isFetchNextPageError ? members.fetchNextPage() : members.refetch())}
        />
      ) : null}
      <ol aria-label={t("caption")}>
        {rows.map((member) => (
          <MemberLine
            key={member.memberId}
            member={member}
            first={first}
            mayChange={mayChange}
            onMove={() => onMove(member)}
            onTakeBack={onTakeBack}
            now={now}
          />
        ))}
      </ol>
      {members.hasNextPage ? (
        <p className="p-3 text-center">
          <Button isBusy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
            {t("more")}
          </Button>
        </p>
      ) : null}
    </Panel>
  );
}

/** What differs at all is not said to be the same: rounded, 99.6 in 100 would be. */
const mostAlike = 99;

type LineProps = {
  member: WaveMember;
  first: string;
  mayChange: boolean;
  onMove: () => void;
  onTakeBack: (decisionId: string) => void;
  /** Milliseconds; null until the page is alive. */
  now: number | null;
};

export function MemberLine({ member, first, mayChange, onMove, onTakeBack, now }: LineProps) {
  const t = useTranslations("waves.members");
  const like = useTranslations("waves.like");
  const barred = useTranslations("waves.differs");
  const name = useNames();
  const locale = useLocale();
  const { reference, isTakenOut, state, undo, notShown } = member;
  const canTakeBack = undo !== null && now !== null && now < Date.parse(undo.until);
  const facts = [
    member.handle ?? t("nobody"),
    name("role", member.role),
    t("strikes", { count: member.strikes }),
    name("language", member.language),
    // A day of the platform's own calendar, whatever the reader's zone.
    exactTime(new Date(member.contentDay), locale, "UTC", "day"),
    t("notices", { count: member.noticeCount }),
  ];
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-b-0 md:grid-cols-[8rem_1fr_auto]">
      <p className="text-13">
        <Link
          href={`/cases/${member.caseId}`}
          data-member-link={member.memberId}
          prefetch={false}
          className="link font-mono font-medium whitespace-nowrap"
        >
          {reference}
        </Link>
        <span className="block text-12 text-ink-soft">
          {like(member.by, {
            likeness: member.by === "picture" ? member.likeness : Math.min(member.likeness, mostAlike),
          })}
        </span>
      </p>
      <div className="min-w-0">
        <p
          lang={member.language === "und" || notShown.length > 0 ? undefined : member.language}
          dir="auto"
          className={cn("line-clamp-4 [overflow-wrap:anywhere] [unicode-bidi:isolate]", isTakenOut && "text-ink-soft")}
        >
          {notShown.length > 0 ? (
            <NotShown classes={notShown} />
          ) : (
            differing(member.text, first).map(({ text, differs }, at) =>
              differs ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place.
                <mark key={at} className="bg-selected text-ink underline decoration-dotted">
                  {text}
                </mark>
              ) : (
                text
              ),
            )
          )}
        </p>
        <p className="text-12 text-ink-soft">
          {facts.join(" · ")}
          {member.heldBy ? ` · ${t("heldBy", { name: member.heldBy })}` : ""}
          {member.barred && !member.heldBy ? ` · ${barred(member.barred)}` : ""}
          {state === "decided" ? ` · ${t("decided")}` : ""}
          {isTakenOut ? ` · ${t("out")}` : ""}
          {member.isCut ? ` · ${t("cut")}` : ""}
        </p>
      </div>
      {mayChange && canTakeBack ? (
        <Button
          size="small"
          aria-label={t("takeBackOne", { reference })}
          onClick={() => onTakeBack(undo.decisionId)}
          className="justify-self-start"
        >
          {t("takeBack")}
        </Button>
      ) : mayChange && state !== "decided" ? (
        <Button
          size="small"
          aria-label={t(isTakenOut ? "putBackOne" : "takeOutOne", { reference })}
          onClick={onMove}
          className="justify-self-start"
        >
          {t(isTakenOut ? "putBack" : "takeOut")}
        </Button>
      ) : null}
    </li>
  );
}
