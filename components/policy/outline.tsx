import { useTranslations } from "next-intl";
import type { OutlineEntry } from "@/lib/policy/library.contract";
import { Chevron } from "../ui/disclosure";
import { Localised } from "../ui/localised";
import { cn } from "../ui/text";
import { clauseHref, type Kept } from "./addresses.rules";
import { QuietLink } from "./quiet-link";

type Props = {
  platform: string;
  version: string;
  entries: readonly OutlineEntry[];
  selected: string | null;
  kept: Kept;
};

/** The document's nesting; beside a chosen clause only its own section is open. On a wide screen always open; on a narrow one it waits behind its heading. */
export function Outline(props: Props) {
  const t = useTranslations("library");
  return (
    <nav aria-label={t("outline")} className="no-print min-w-0">
      <details className="group lg:sticky lg:top-16 lg:[&::details-content]:[content-visibility:visible]">
        <summary className="flex min-h-8 list-none items-center gap-1.5 text-13 font-semibold [&::-webkit-details-marker]:hidden">
          <Chevron className="group-open:rotate-90 lg:hidden" />
          {t("outline")}
        </summary>
        <div data-outline="" className="relative max-h-[60dvh] overflow-y-auto pr-2 pb-3 lg:max-h-[calc(100dvh-7rem)]">
          <Level {...props} depth={0} />
        </div>
      </details>
    </nav>
  );
}

function holds(entry: OutlineEntry, ref: string): boolean {
  return entry.ref === ref || entry.children.some((child) => holds(child, ref));
}

function Level({ depth, ...props }: Props & { depth: number }) {
  const { platform, version, entries, selected, kept } = props;
  return (
    <ul className={cn("grid", depth > 0 && "ml-2 border-l border-line pl-1")}>
      {entries.map((entry) => (
        <li key={entry.ref}>
          <QuietLink
            href={clauseHref(platform, { version, ref: entry.ref }, kept)}
            aria-current={entry.ref === selected ? "location" : undefined}
            className={cn(
              "block rounded-sm px-2 py-1 text-13 text-ink-soft hover:bg-hover hover:text-ink",
              depth === 0 && "font-medium text-ink",
              entry.ref === selected && "bg-selected font-medium text-ink",
            )}
          >
            <span className="font-mono text-12 text-ink-faint">{entry.ref}</span> <Localised value={entry.title} />
          </QuietLink>
          {entry.children.length > 0 && (selected === null || holds(entry, selected)) ? (
            <Level {...props} entries={entry.children} depth={depth + 1} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
