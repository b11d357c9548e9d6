import "server-only";
import { database } from "@/db/client";
import { orderLetterAtLink } from "@/lib/decisions/order-letter.queries";
import { letterAtMisuseLink } from "@/lib/misuse/links.store";

/** Pages of letters beside `/decision`: about misuse, and about an authority's order. */
type Kind = "measure" | "order";
/** What proxy.ts asks before such a page is rendered; filled at the start, because proxy.ts itself knows no database. */
const place = globalThis as typeof globalThis & {
  recourseLetterLanguage?: (kind: Kind, token: string) => Promise<string | null>;
};

/** The language of the letter at one of these links, which the page around it takes on; null where nothing is shown. */
export async function letterLanguageAt(kind: Kind, token: string): Promise<string | null> {
  const db = await database();
  if (kind === "order") {
    const found = await orderLetterAtLink(db, token);
    return found.ok ? found.value.language : null;
  }
  const found = await letterAtMisuseLink(db, token);
  return found.ok ? found.value.letter.language : null;
}

/** Nobody reads a letter in one language and the form under it in another. */
export function answerLetterLanguage(): void {
  place.recourseLetterLanguage = letterLanguageAt;
}
