import { useTranslations } from "next-intl";
import type { ListedCase } from "@/lib/decisions/listed.contract";
import { NotShown } from "../care/not-shown";
import { oddStretches } from "../cases/hidden.rules";
import { SafeText, Within } from "../cases/safe-text";
import { piecesOf } from "../cases/spans.rules";
import { veiledAddress } from "../cases/veiled-address";
import { useNames } from "./nameable";
import { Thumbnail } from "./thumbnail";

/** The words of one case as far as a row shows them, what the clause rests on underlined; and the report to read first. */
export function ListContent({ row }: { row: ListedCase }) {
  const t = useTranslations("listMode");
  const name = useNames();
  const { title, text, isWhole } = row.content;
  if (row.notShown.length > 0)
    return (
      <p>
        <NotShown classes={row.notShown} />
      </p>
    );
  const beyond = row.evidence.filter((span) => span.end > (span.in === "title" ? title : text).length);
  const lang = row.language === "und" ? undefined : row.language;
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      {title ? (
        <p lang={lang} dir="auto" className={`${wordsClass} font-medium`}>
          <Marked text={title} row={row} where="title" />
        </p>
      ) : null}
      <p lang={lang} dir="auto" className={`${wordsClass} whitespace-pre-wrap`}>
        {text ? <Marked text={text} row={row} where="text" /> : null}
        {!title && !text ? <span className="text-ink-soft">{t("noText")}</span> : null}
        {isWhole ? null : "…"}
      </p>
      {isWhole ? null : <p className="text-12 text-ink-soft">{t("cut")}</p>}
      {beyond.length > 0 ? (
        <p className="text-13 [overflow-wrap:anywhere]">
          <span className="text-ink-soft">{t("alsoMarked")} </span>
          {beyond.map((span) => (
            <q key={`${span.in} ${span.start}`} lang={lang} className="mr-2">
              <SafeText text={span.text} />
            </q>
          ))}
        </p>
      ) : null}
      <Pictures row={row} />
      {row.notice ? (
        <p className="text-13 [overflow-wrap:anywhere] text-ink-soft">
          {t("noticesFirst", { count: row.noticeCount, source: name("source", row.notice.source) })}{" "}
          <q dir="auto" className="[unicode-bidi:isolate]">
            <SafeText text={row.notice.words} />
          </q>
        </p>
      ) : (
        <p className="text-13 text-ink-soft">{t("noNotice")}</p>
      )}
    </div>
  );
}

/** What it shows beside its words, blurred as the case has it: whoever wants to look at it opens the case. */
function Pictures({ row }: { row: ListedCase }) {
  const t = useTranslations("listMode");
  const grid = useTranslations("pictureGrid");
  const { hasMedia, pictures, more } = row.content;
  if (!hasMedia) return null;
  return (
    <>
      {pictures.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {pictures.map((picture, at) => (
            <li key={picture.mediaId} className="grid h-18 w-24 overflow-hidden rounded-sm">
              <Thumbnail
                picture={picture}
                name={picture.alt || grid("unnamed", { position: at + 1 })}
                shownFrom={null}
                veiledFrom={veiledAddress(picture.mediaId, row.id)}
                mayReveal
              />
            </li>
          ))}
        </ul>
      ) : null}
      <p className="text-13 text-ink-soft">
        {pictures.length === 0 ? t("pictures") : null}
        {more > 0 ? grid("morePictures", { count: more }) : null}
      </p>
    </>
  );
}

const wordsClass = "max-w-[75ch] overflow-clip [overflow-wrap:anywhere] [unicode-bidi:isolate]";

function Marked({ text, row, where }: { text: string; row: ListedCase; where: "title" | "text" }) {
  const odd = oddStretches(text);
  const spans = row.evidence
    .filter((span) => span.in === where)
    .map(({ start, end }) => ({ start, end, kind: "suggested" as const, title: "" }));
  return piecesOf(text, spans).map((piece) => {
    const words = (
      <Within key={piece.start} text={text} from={piece.start} to={piece.start + piece.text.length} odd={odd} />
    );
    return piece.suggested ? (
      <mark key={piece.start} className="bg-transparent underline decoration-accent decoration-2 underline-offset-4">
        {words}
      </mark>
    ) : (
      words
    );
  });
}
