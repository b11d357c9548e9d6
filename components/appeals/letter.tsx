import type { ReactNode } from "react";
import type { MessagePart } from "@/lib/platform/letter.rules";
import { MarkedWords } from "../decisions/marked-words";
import { cn } from "../ui/text";
import type { Heading } from "./letter-headings";

/** Where the words are ours and hold nobody else's address, an address is a link; elsewhere it stays text. */
const ourOwn: ReadonlySet<string> = new Set(["redress", "next", "help"]);

/** One section of a letter as it was sent. Everything in it is text: it quotes what strangers wrote. */
export function LetterPart({
  part,
  level = 2,
  heading,
  className,
}: {
  part: MessagePart;
  level?: 2 | 3 | 4;
  /** In the page's language, where the reader chose another one than the letter's. */
  heading?: Heading | undefined;
  className?: string;
}) {
  const Tag = `h${level}` as const;
  return (
    <section data-part={part.id} className={cn("grid gap-1.5", className)}>
      <Tag lang={heading?.lang} className={level === 2 ? "text-20 font-semibold" : "font-semibold"}>
        {heading?.text ?? part.heading}
      </Tag>
      {keyed(part.paragraphs).map(({ key, text }) => (
        <Paragraph key={key} isOurs={ourOwn.has(part.id)} typed={part.typed}>
          {text}
        </Paragraph>
      ))}
    </section>
  );
}

/** Texts with keys of their own: two measures may be told in the same words. */
export function keyed(texts: readonly string[]): { key: string; text: string }[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return { key: `${count} ${text}`, text };
  });
}

export function Paragraph({
  children,
  isOurs = false,
  typed,
  className,
}: {
  children: string;
  isOurs?: boolean;
  typed?: MessagePart["typed"];
  className?: string;
}) {
  return (
    <p className={cn("max-w-[68ch] whitespace-pre-wrap", className)}>
      {isOurs ? withLinks(children) : <MarkedWords text={children} typed={typed} />}
    </p>
  );
}

function withLinks(text: string): ReactNode[] {
  return text.split(/(https?:\/\/[^\s，。；）]+)/).map((piece, position) =>
    position % 2 === 1 ? (
      <a key={piece} href={piece} className="link" rel="noopener noreferrer">
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}

/** A whole letter, in its own language, which need not be that of the page around it. */
export function Letter({
  subject,
  parts,
  language,
  level = 3,
  headingOf,
  className,
}: {
  subject: string;
  parts: readonly MessagePart[];
  language: string;
  level?: 2 | 3 | 4;
  headingOf?: (id: string) => Heading | undefined;
  className?: string;
}) {
  return (
    <div lang={language} className={cn("grid gap-4", className)}>
      {level === 2 ? <h2 className="text-20 font-semibold">{subject}</h2> : <p className="font-semibold">{subject}</p>}
      {parts.map((part) => (
        <LetterPart key={part.id} part={part} level={level === 2 ? 3 : level} heading={headingOf?.(part.id)} />
      ))}
    </div>
  );
}
