"use client";

import { useEffect, useState } from "react";

/** The time, four times a minute; null until the page is alive, so that the server and the browser paint the same. */
export function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
