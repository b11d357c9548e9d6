import type { MessagePart } from "@/lib/platform/letter.rules";
import { stretchesOf } from "@/lib/platform/typed-words.rules";

/** A paragraph in which words of another language than the letter's carry it. */
export function MarkedWords({ text, typed }: { text: string; typed: MessagePart["typed"] }) {
  return stretchesOf(text, typed).map(({ text: words, language }) =>
    language ? (
      <span key={`${language} ${words}`} lang={language} dir="auto">
        {words}
      </span>
    ) : (
      words
    ),
  );
}
