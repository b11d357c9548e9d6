import { Fragment } from "react";

/** A code of the template, which may break after each underscore and nowhere within a word. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=_)/).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text, in their order
    <Fragment key={at}>
      {at > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
