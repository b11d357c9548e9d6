import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { WaveView } from "@/lib/decisions/wave.contract";
import { NotShown } from "../care/not-shown";
import { Disclosure } from "../ui/disclosure";
import { Panel } from "../ui/panel";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { exactTime } from "../ui/time.rules";

/** What the items share, how they were gathered, and when they came: a shape, with its numbers behind. */
export function WaveFacts({ wave }: { wave: WaveView }) {
  const t = useTranslations("waves");
  const locale = useLocale();
  const { notShown } = wave.first;
  const moment = (at: string) => exactTime(new Date(at), locale, wave.platform.zone);
  const ends = [moment(wave.spread[0]?.from ?? ""), moment(wave.spread.at(-1)?.to ?? "")];
  return (
    <Panel title={t("one.shares")}>
      <p
        lang={wave.first.language === "und" || notShown.length > 0 ? undefined : wave.first.language}
        dir="auto"
        className="max-h-60 max-w-[75ch] overflow-y-auto text-16 whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard.
        tabIndex={0}
      >
        {notShown.length > 0 ? <NotShown classes={notShown} /> : wave.first.text}
      </p>
      <h3 className="mt-4 text-13 font-medium">{t("one.by")}</h3>
      <p className="text-13 text-ink-soft">
        {Object.entries(wave.by)
          .map(([kind, count]) => t(`kinds.${kind}`, { count }))
          .join(" · ")}
      </p>
      <h3 className="mt-4 text-13 font-medium">{t("one.spread")}</h3>
      <Spread counts={wave.spread.map(({ count }) => count)} />
      <p className="mt-1 flex flex-wrap justify-between gap-x-4 text-12 text-ink-soft tabular-nums">
        <span>{ends[0]}</span>
        {/* All within a minute: said once. */}
        {ends[0] === ends[1] ? null : <span className="ml-auto text-right">{ends[1]}</span>}
      </p>
      <Disclosure summary={t("one.spreadCaption")}>
        <Table caption={t("one.spreadCaption")} className="text-13 tabular-nums">
          <TableHead>
            <TableRow>
              <HeaderCell>{t("one.from")}</HeaderCell>
              <HeaderCell isNumber>{t("one.items")}</HeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {wave.spread.map(({ from, count }, tenth) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: of items that came in one moment every tenth begins alike.
              <TableRow key={tenth}>
                <Cell>{moment(from)}</Cell>
                <Cell isNumber>{count}</Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Disclosure>
    </Panel>
  );
}

/** The shape of it: a bar a tenth, each with its number above it; where nothing came there is none, only the line they stand on. */
function Spread({ counts }: { counts: readonly number[] }) {
  const format = useFormatter();
  const most = Math.max(1, ...counts);
  return (
    <div aria-hidden="true" className="mt-1 flex h-18 gap-1 border-b border-line-strong">
      {counts.map((count, tenth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tenths have no other name than their place.
        <span key={tenth} data-tenth={count} className="flex min-w-0 flex-1 flex-col justify-end text-center">
          {count > 0 ? (
            <>
              <span className="text-12 whitespace-nowrap text-ink-soft tabular-nums">{format.number(count)}</span>
              {/* A border too: backgrounds are neither printed nor kept in forced colours. Of few in many something is seen. */}
              <span
                className="min-h-0.5 border border-accent bg-accent"
                style={{ height: `${Math.round((70 * count) / most)}%` }}
              />
            </>
          ) : null}
        </span>
      ))}
    </div>
  );
}
