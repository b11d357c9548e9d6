import { findPersonalData } from "@/lib/transparency-database/personal-data.rules";
import type { Withheld } from "./statement.contract";
import { withhold } from "./withhold.rules";

/** What stands where a name, an address or a number was: no word, for the reply is in any language. */
export const leftOut = "[…]";

/**
 * A notifier's reply as the desk reads it: without their name, an e-mail address or a telephone number, for nobody at the
 * desk learns who reported unless two people consented (DESIGN 3.11, S6). A number or an address that the reported content
 * shows itself is what it is about and stays. Other names stay too: a reply is asked for to learn whom the content is about.
 * The report's own explanation is shown as it was written: clauses are bound to passages of it by their place, and it never
 * goes into a letter to the person concerned.
 * @param content what was reported, title and text
 */
export function withoutNotifier(text: string, { names, content }: { names: Withheld; content: string }): string {
  const plain = text.normalize("NFC");
  const shown = digitsOf(content);
  let [rest, from] = ["", 0];
  // Addresses before names: a name that is a part of one would leave the other part standing.
  for (const { kind, start, end, text: found } of findPersonalData(plain)) {
    if (kind !== "email" && kind !== "phone") continue;
    if (kind === "email" ? content.toLowerCase().includes(found.toLowerCase()) : shown.includes(digitsOf(found)))
      continue;
    rest += plain.slice(from, start) + leftOut;
    from = end;
  }
  return withhold(rest + plain.slice(from), names, leftOut);
}

/** Of a number only its figures count: it is written in many ways. */
const digitsOf = (text: string) => text.normalize("NFKC").replace(/\D/g, "");
