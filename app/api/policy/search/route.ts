import { database } from "@/db/client";
import { searchWordsOf } from "@/lib/matching/search-words.store";
import { answerRead } from "@/lib/platform/write-route";
import { searchClauses } from "@/lib/policy/library.queries";

/** Clauses in force today on any platform that hold the words of `q`: for the menu that goes anywhere. */
export async function GET(request: Request): Promise<Response> {
  const text = new URL(request.url).searchParams.get("q") ?? "";
  return answerRead(async (actor) =>
    searchClauses(await database(), actor, { text, limit: 12, wordsOf: searchWordsOf }, new Date()),
  );
}
