"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import type { AlikeRow, AnsweredAlike, SetApart } from "@/lib/appeals/alike.contract";
import type { AppealView } from "@/lib/appeals/contract";
import { useWrite } from "../shell/use-write";

/** Which appeals of the wave are ticked, the words of each, and what became of those that were sent. */
export function useAlike(view: AppealView) {
  const t = useTranslations("appeal.alike");
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [words, setWords] = useState<Readonly<Record<string, string>>>({});
  // Whose letter stands open and does not show the last words yet: nothing goes before it does.
  const [behind, setBehind] = useState<readonly string[]>([]);
  const markBehind = useCallback((id: string, isBehind: boolean) => {
    setBehind((before) => [...before.filter((other) => other !== id), ...(isBehind ? [id] : [])]);
  }, []);
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
  const waits = chosen.some(({ id }) => behind.includes(id));
  const give = () => {
    if (waits) return;
    const appeals = chosen.map((row) => ({ appealId: row.id, version: row.version, reasons: reasonsOf(row) }));
    send({ path: `/api/appeals/${view.id}/alike`, body: { appeals } });
  };
  return {
    ticked,
    toggle,
    count: chosen.length,
    reasonsOf,
    write: (id: string, text: string) => setWords((before) => ({ ...before, [id]: text })),
    markBehind,
    waits,
    apart,
    give,
    isBusy,
  };
}
export type AlikeWork = ReturnType<typeof useAlike>;
