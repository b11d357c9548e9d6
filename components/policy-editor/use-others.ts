"use client";

import { useEffect, useRef, useState } from "react";
import type { Place } from "@/lib/policy/edit/contract";
import type { DraftNews } from "@/lib/policy/edit/view.contract";
import { postJson, postOnLeaving } from "../shell/fetch-json";
import { heard, type Other, present, writerOf } from "./others.rules";

/** How often one says that one is still here, and how soon a server with no stream to give is asked again. */
const sayEveryMs = 20_000;
const againAfterMs = 60_000;

type Options = {
  draftId: string;
  me: string;
  at: Place /** Of what oneself wrote, here or in another window, `by` is null. */;
  onWritten: (by: string | null, rev: number) => void;
};

/** Who else has the draft open and where; says where oneself is. Without a stream the draft goes by the clock. */
export function useOthers({ draftId, me, at, onWritten }: Options): { others: Other[]; isLive: boolean } {
  const [others, setOthers] = useState<readonly Other[]>([]);
  const [isLive, setIsLive] = useState(false);
  const [now, setNow] = useState(0);
  const told = useRef(onWritten);
  const place = useRef(at);
  const tab = useRef("");
  useEffect(() => {
    told.current = onWritten;
    place.current = at;
  });
  const path = `/api/policy/drafts/${draftId}`;
  const where = at.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever goes elsewhere in the draft says so at once
  useEffect(() => {
    tab.current ||= crypto.randomUUID();
    const say = () => {
      if (document.visibilityState === "visible")
        void postJson(`${path}/here`, { tab: tab.current, place: place.current });
      setNow(Date.now());
    };
    say();
    const timer = setInterval(say, sayEveryMs);
    return () => clearInterval(timer);
  }, [path, where]);
  useEffect(() => {
    let stream: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      stream = new EventSource(`${path}/live`);
      stream.onopen = () => setIsLive(true);
      stream.onmessage = ({ data }) => {
        const news = JSON.parse(String(data)) as DraftNews;
        if (news.draftId !== draftId) return;
        if (news.kind === "written") told.current(writerOf(news, me), news.rev);
        else if (news.tab !== tab.current) {
          setNow(Date.now());
          setOthers((before) => heard(before, news, Date.now()));
        }
      };
      stream.onerror = () => {
        setIsLive(false);
        if (stream?.readyState === EventSource.CLOSED) again = setTimeout(open, againAfterMs);
      };
    };
    const leave = () => void postOnLeaving(`${path}/here`, { tab: tab.current, place: null });
    open();
    window.addEventListener("pagehide", leave);
    return () => {
      clearTimeout(again);
      stream?.close();
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [path, draftId, me]);
  return { others: present(others, now), isLive };
}
