"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { tellShown } from "./tell-opened";
import { careKey } from "./use-care";

/** Counts for the reader what a page puts before them that is not a case of theirs: an appeal's content, a second look's. */
export function TellShown({ path }: { path: string }) {
  const cache = useQueryClient();
  useEffect(() => {
    void tellShown(path).then(() => cache.invalidateQueries({ queryKey: careKey }));
  }, [path, cache]);
  return null;
}
