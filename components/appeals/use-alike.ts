"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AlikeRow, AnsweredAlike, SetApart } from "@/lib/appeals/alike.contract";
import type { AppealView } from "@/lib/appeals/contract";
import { useWrite } from "../shell/use-write";

/** Which appeals of the wave are ticked, the words of each, and what became of those that were sent. */
export function useAlike(view: AppealView) {
  const t = useTranslations("appeal.alike");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  const [apart, setApart] = useState<readonly SetApart[]>([]);
  const { send, isBusy } = useWrite<AnsweredAlike>({
    done: t("done"),
    onDone(done) {
      setTicked([]);
      setApart(done.apart);
    },
  });
  const chosen = view.alike.filter(({ id }) => ticked.includes(id));
  const reasonsOf = ({ id }: AlikeRow) => words[id] ?? view.reasons ?? "";
  const toggle = (id: string) =>
    setTicked(ticked.includes(id) ? ticked.filter((other) => other !== id) : [...ticked, id]);
  const give = () => {
    const appeals = chosen.map((row) => ({ appealId: row.id, version: row.version, reasons: reasonsOf(row) }));
    send({ path: `/api/appeals/${view.id}/alike`, body: { appeals } });
  };
  return {
    ticked,
    toggle,
    count: chosen.length,
    reasonsOf,
    write: (id: string, text: string) => setWords((before) => ({ ...before, [id]: text })),
    apart,
    give,
    isBusy,
  };
}
export type AlikeWork = ReturnType<typeof useAlike>;
