import { type OddStretch, oddStretches } from "./hidden.rules";

/**
 * Words of a stranger, as text and nothing else. What hides is shown as a mark that adds no character (offsets stay those of
 * the stored text) and turns nothing around; a letter under a pile of marks is cut off at its own line.
 */
export function SafeText({ text }: { text: string }) {
  const odd = oddStretches(text);
  return odd.length === 0 ? text : <Within text={text} from={0} to={text.length} odd={odd} />;
}

/** The same for a part of a text whose odd stretches are known. */
export function Within({
  text,
  from,
  to,
  odd,
}: {
  text: string;
  from: number;
  to: number;
  odd: readonly OddStretch[];
}) {
  const here = odd.filter((one) => one.start < to && one.end > from);
  if (here.length === 0) return text.slice(from, to);
  const ends = here.map((one) => Math.min(to, one.end));
  return (
    <>
      {here.map((one, position) => {
        const start = Math.max(from, one.start);
        const end = Math.min(to, one.end);
        return [
          text.slice(ends[position - 1] ?? from, start),
          <Odd key={start} odd={one} text={text.slice(start, end)} />,
        ];
      })}
      {text.slice(ends.at(-1) ?? from, to)}
    </>
  );
}

function Odd({ odd, text }: { odd: OddStretch; text: string }) {
  if (odd.kind === "piled")
    return <span className="inline-block h-lh max-w-full overflow-clip align-bottom">{text}</span>;
  const times = [...text].length;
  return (
    <span
      data-hidden={times > 1 ? `${odd.name}×${times}` : odd.name}
      className="[unicode-bidi:isolate] before:mx-0.5 before:rounded-sm before:border before:border-caution-ink before:px-1 before:font-mono before:text-12 before:leading-none before:text-caution-ink before:content-[attr(data-hidden)]"
    >
      {text}
    </span>
  );
}
