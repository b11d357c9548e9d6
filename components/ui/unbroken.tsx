import { Fragment } from "react";
import { referencesIn } from "./unbroken.rules";

/** A line in which references of ours (TB-7K3P) stand: none is broken at its hyphen, and what is copied is as it was. */
export function Unbroken({ children }: { children: string }) {
  return referencesIn(children).map(({ text, isReference }, at) =>
    isReference ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place.
      <span key={at} className="whitespace-nowrap">
        {text}
      </span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place.
      <Fragment key={at}>{text}</Fragment>
    ),
  );
}
