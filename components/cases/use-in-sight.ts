"use client";

import { type RefObject, useEffect, useState } from "react";

/** The height of what stands over the foot of the column: the strip with its exceptions, and the bar under it. */
const covered = 200;

/** Whether the top of an element can be read where it stands, above what is stuck to the foot of the window. */
export function useInSight(ref: RefObject<HTMLElement | null>, key: string): boolean {
  const [isInSight, setIsInSight] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another element stands there under another key
  useEffect(() => {
    const element = ref.current;
    if (!element) return setIsInSight(false);
    const look = new IntersectionObserver(([entry]) => setIsInSight(entry?.isIntersecting ?? false), {
      rootMargin: `0px 0px -${covered}px 0px`,
    });
    look.observe(element);
    return () => look.disconnect();
  }, [ref, key]);
  return isInSight;
}
