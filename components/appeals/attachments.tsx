import { useFormatter, useTranslations } from "next-intl";
import type { AppealView } from "@/lib/appeals/contract";
import { Panel } from "../ui/panel";
import { Tag } from "../ui/status";
import { TextLink } from "../ui/text-link";

type Props = { files: AppealView["attachments"]; at: string; headingLevel?: 2 | 3 };

/** What came with a complaint, `at` the address of its files. From a stranger: only ever a download, by a name that was cleaned, and each opening is logged. */
export function Attachments({ files, at, headingLevel }: Props) {
  const t = useTranslations("appeal.files");
  const format = useFormatter();
  if (files.length === 0) return null;
  return (
    <Panel look="bare" title={t("title")} headingLevel={headingLevel}>
      <div className="grid gap-2">
        <p className="text-13 text-ink-soft">{t("warning")}</p>
        <ul className="grid gap-1">
          {files.map(({ id, name, kind, size }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <TextLink href={`${at}/${id}`} download="">
                <bdi className="[overflow-wrap:anywhere]">{name}</bdi>
              </TextLink>
              <Tag>{t(`kinds.${kind}`)}</Tag>
              <span className="text-13 text-ink-soft">
                {t("size", { size: format.number(Math.max(1, Math.round(size / 1000))) })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
