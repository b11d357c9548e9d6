"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Place } from "@/lib/policy/edit/contract";
import type { PenaltyTable } from "@/lib/policy/sanctions.contract";
import { usePolicyNames } from "../policy/names";
import { Reference } from "../ui/reference";
import { cn } from "../ui/text";
import { useEditor } from "./editor-context";
import { type Grid, gridOf, type Spot, spotAfter } from "./grid.rules";
import { useDraftNames } from "./place-words";
import { countsOf, problemsAt } from "./problems.rules";
import { useTermWords } from "./term-words";

/** Where in the draft a spot of the grid is: a step's head, a row's head, or a cell. */
export function placeOfSpot(grid: Grid, { line, column }: Spot): Place {
  const head = grid.columns[column - 1];
  const row = grid.lines[line - 1]?.row;
  if (line === 0) return ["steps", head?.step ?? ""];
  if (column === 0) return ["rows", String(row?.item ?? "")];
  return ["rows", String(row?.item ?? ""), "cells", head?.role ?? "", head?.step ?? ""];
}

function spotOfPlace(grid: Grid, place: Place): Spot | null {
  if (place[0] === "steps") {
    const column = grid.columns.findIndex(({ step }) => step === place[1]);
    return column < 0 ? null : { line: 0, column: column + 1 };
  }
  if (place[0] !== "rows") return null;
  const line = grid.lines.findIndex(({ items }) => items.includes(Number(place[1])));
  if (line < 0) return null;
  const column = grid.columns.findIndex(({ role, step }) => role === place[3] && step === place[4]);
  return { line: line + 1, column: column + 1 };
}

type Props = {
  table: PenaltyTable;
  /** The place whose editor is open; null: none is. */
  open: Place | null;
  onOpen: (place: Place) => void;
  /** Counted up when the focus should come back to the grid. */
  returned: number;
};

/** The penalty table as a grid: one stop of the Tab key, arrows inside, Enter or F2 opens what the focus is on. */
export function PenaltyGrid({ table, open, onOpen, returned }: Props) {
  const t = useTranslations("policyEdit.table");
  const name = usePolicyNames();
  const { at } = useEditor();
  const grid = gridOf(table);
  const [spot, setSpot] = useState<Spot>(() => spotOfPlace(grid, at) ?? { line: 1, column: 1 });
  const box = useRef<HTMLTableElement>(null);
  const size = { line: grid.lines.length, column: grid.columns.length };
  const here = { line: Math.min(spot.line, size.line), column: Math.min(spot.column, size.column) };
  const focus = ({ line, column }: Spot) =>
    box.current?.querySelector<HTMLElement>(`[data-spot="${line}.${column}"]`)?.focus();
  const shownOnce = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus comes back when it is asked for, not when it moves
  useEffect(() => {
    if (shownOnce.current !== null && shownOnce.current !== returned) focus(here);
    shownOnce.current = returned;
  }, [returned]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const to = spotAfter(event.key, event.ctrlKey, here, size);
    if (to) {
      setSpot(to);
      focus(to);
    } else if (event.key === "Enter" || event.key === "F2") onOpen(placeOfSpot(grid, here));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const spotProps = (line: number, column: number) => {
    const place = placeOfSpot(grid, { line, column });
    return {
      "data-spot": `${line}.${column}`,
      "aria-colindex": column + 1,
      tabIndex: line === here.line && column === here.column ? 0 : -1,
      "aria-selected": open !== null && open.join(" ") === place.join(" "),
      onFocus: () => setSpot({ line, column }),
      onClick: () => onOpen(place),
    };
  };
  return (
    <div className="relative max-w-full overflow-x-auto">
      <table
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is moved in cell by cell is a grid
        role="grid"
        aria-label={t("grid")}
        aria-describedby="grid-keys"
        aria-rowcount={size.line + 2}
        aria-colcount={size.column + 1}
        onKeyDown={onKeyDown}
        // Wide enough that no word is cut in two.
        style={{ minWidth: `${11 + 8 * size.column}rem` }}
        className="w-full border-collapse border border-line bg-surface text-13"
      >
        <thead>
          <tr aria-rowindex={1}>
            <th rowSpan={2} scope="col" aria-colindex={1} className={cn(headClass, "w-44 align-bottom")}>
              {t("rows")}
            </th>
            {grid.roles.map((role, index) => (
              <th
                key={role}
                scope="colgroup"
                colSpan={table.steps.length}
                aria-colindex={index * table.steps.length + 2}
                className={cn(headClass, "text-ink")}
              >
                {name("role", role)}
              </th>
            ))}
          </tr>
          <tr aria-rowindex={2}>
            {grid.columns.map(({ role, step }, index) => (
              <th key={`${role} ${step}`} scope="col" className={cn(headClass, spotClass)} {...spotProps(0, index + 1)}>
                <StepHead table={table} step={step} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.lines.map(({ row, items }, index) => (
            <tr key={row.item} aria-rowindex={index + 3}>
              <th scope="row" className={cn(headClass, spotClass, "font-normal")} {...spotProps(index + 1, 0)}>
                <RowHead items={items} />
              </th>
              {grid.columns.map(({ role, step }, column) => (
                <td
                  key={`${role} ${step}`}
                  className={cn("border border-line p-2 align-top", spotClass)}
                  {...spotProps(index + 1, column + 1)}
                >
                  <GridCell
                    ids={row.cells[role]?.[step] ?? null}
                    place={["rows", String(row.item), "cells", role, step]}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const headClass = "border border-line bg-sunken p-2 text-left text-12 font-medium text-ink-soft";
const spotClass =
  "cursor-pointer hover:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus aria-selected:bg-selected";

function StepHead({ table, step: id }: { table: PenaltyTable; step: string }) {
  const t = useTranslations("policyEdit.table");
  const names = useDraftNames();
  const step = table.steps.find((other) => other.id === id);
  return (
    <>
      {names.step(id)}
      {step?.needsEvidence ? <span className="block font-normal">{t("withEvidence")}</span> : null}
      <Marks place={["steps", id]} />
    </>
  );
}

function RowHead({ items }: { items: readonly number[] }) {
  const { file } = useEditor().view;
  const names = useDraftNames();
  const rows = (file.sanctions.table?.rows ?? []).filter(({ item }) => items.includes(item));
  return (
    <span className="grid gap-0.5">
      {rows.map(({ item, ref }) => (
        <span key={item}>
          <span className="font-mono text-12 text-ink-soft">{item}</span>{" "}
          <Reference className="whitespace-normal">{ref}</Reference> {names.clause(ref)}
        </span>
      ))}
      {rows.map(({ item }) => (
        <Marks key={item} place={["rows", String(item)]} isExact />
      ))}
    </span>
  );
}

function GridCell({ ids, place }: { ids: readonly string[] | null; place: Place }): ReactNode {
  const t = useTranslations("policyEdit.table");
  const names = useDraftNames();
  const term = useTermWords();
  const { typed, view } = useEditor();
  const isUnsaved = typed[place.join(" ")] !== undefined;
  return (
    <>
      {ids === null ? (
        <span className="text-ink-faint">
          <span aria-hidden="true">–</span>
          <span className="sr-only">{t("noStep")}</span>
        </span>
      ) : (
        <ul className="grid gap-1">
          {ids.map((id) => (
            <li key={id}>
              {names.action(id)}{" "}
              <span className="text-12 text-ink-soft">
                {term(view.file.sanctions.actions.find((action) => action.id === id))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isUnsaved ? <span className="block text-12 text-accent-ink">{t("unsaved")}</span> : null}
      <Marks place={place} />
    </>
  );
}

/** That something is inconsistent here; what it is stands in the cell's editor and in the list. */
function Marks({ place, isExact = false }: { place: Place; isExact?: boolean }) {
  const t = useTranslations("policyEdit.clauses");
  const here = problemsAt(useEditor().view.problems, place).filter((problem) => !isExact || problem.place.length === 2);
  if (here.length === 0) return null;
  const blocks = here.some(({ severity }) => severity === "blocks");
  return (
    <span className={cn("block text-12 font-medium", blocks ? "text-danger-ink" : "text-caution-ink")}>
      <span aria-hidden="true">{blocks ? "◆" : "▲"} </span>
      {t("problems", countsOf(here))}
    </span>
  );
}
