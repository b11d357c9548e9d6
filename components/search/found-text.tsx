import type { Snippet } from "@/lib/search/query.rules";
import { SafeText } from "../cases/safe-text";

/** Words that a stranger wrote, as text and nothing else, with what was looked for marked in them. */
export function FoundText({ snippet, lang }: { snippet: Snippet; lang: string | null }) {
  const pieces: { text: string; at: number; isMarked: boolean }[] = [];
  let at = 0;
  const add = (until: number, isMarked: boolean) => {
    if (until > at) pieces.push({ text: snippet.text.slice(at, until), at, isMarked });
    at = Math.max(at, until);
  };
  for (const { start, end } of snippet.marks) {
    add(start, false);
    add(end, true);
  }
  add(snippet.text.length, false);
  return (
    <p
      lang={lang === null || lang === "und" ? undefined : lang}
      dir="auto"
      className="max-w-[75ch] hyphens-none [overflow-wrap:anywhere] [unicode-bidi:isolate]"
    >
      {snippet.isCutBefore ? "… " : null}
      {pieces.map((piece) =>
        piece.isMarked ? (
          <mark key={piece.at} className="bg-mark">
            <SafeText text={piece.text} />
          </mark>
        ) : (
          <bdi key={piece.at}>
            <SafeText text={piece.text} />
          </bdi>
        ),
      )}
      {snippet.isCutAfter ? " …" : null}
    </p>
  );
}
