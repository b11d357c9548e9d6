import { useLocale, useTranslations } from "next-intl";
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
  const most = Math.max(1, ...wave.spread.map(({ count }) => count));
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
      <div aria-hidden="true" className="mt-1 flex h-12 items-end gap-1">
        {wave.spread.map(({ from, count }) => (
          <span
            key={from}
            className="flex-1 bg-line-strong"
            style={{ height: `${Math.max(2, (100 * count) / most)}%` }}
          />
        ))}
      </div>
      <p className="flex justify-between text-12 text-ink-soft">
        <span>{ends[0]}</span>
        {/* All within a minute: said once. */}
        {ends[0] === ends[1] ? null : <span>{ends[1]}</span>}
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
            {wave.spread.map(({ from, count }) => (
              <TableRow key={from}>
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
