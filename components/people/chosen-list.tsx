"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../ui/button";
import { CloseShape } from "../ui/close-shape";
import { ErrorText, HintText } from "../ui/field";
import { Select, type SelectGroup, type SelectOption } from "../ui/select";

type Props = {
  name: "languages" | "platforms" | "groups";
  chosen: readonly string[];
  options: readonly (SelectOption | SelectGroup)[];
  nameOf: (value: string) => string;
  onChange: (chosen: string[]) => void;
  error?: string | undefined;
};

/** Several out of a list, by name: a select and a button add one, each chosen one has a button that takes it away. */
export function ChosenList({ name, chosen, options, nameOf, onChange, error }: Props) {
  const t = useTranslations("skills");
  const [picked, setPicked] = useState("");
  const [said, setSaid] = useState("");
  const select = useRef<HTMLSelectElement>(null);
  const isLeft = ({ value }: SelectOption) => !chosen.includes(value);
  const left = options.flatMap((option): (SelectOption | SelectGroup)[] => {
    if (!("options" in option)) return isLeft(option) ? [option] : [];
    const within = option.options.filter(isLeft);
    return within.length > 0 ? [{ ...option, options: within }] : [];
  });
  const add = () => {
    if (picked === "" || chosen.includes(picked)) return;
    onChange([...chosen, picked]);
    setSaid(t("added", { name: nameOf(picked) }));
    setPicked("");
    select.current?.focus();
  };
  const remove = (value: string) => {
    onChange(chosen.filter((one) => one !== value));
    setSaid(t("removed", { name: nameOf(value) }));
    // The button that was pressed is gone; the place to go on from is the list to choose from.
    select.current?.focus();
  };
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={`${name}-hint`}>
      <legend className="font-medium">{t(name)}</legend>
      <HintText id={`${name}-hint`}>{t(`${name}Hint`)}</HintText>
      <ErrorText id={`${name}-error`}>{error}</ErrorText>
      {chosen.length > 0 ? (
        <ul aria-label={t(`chosen.${name}`)} className="flex flex-wrap gap-1.5">
          {chosen.map((value) => (
            <li
              key={value}
              className="inline-flex max-w-full items-center rounded-md border border-line bg-sunken pl-2"
            >
              <span className="min-w-0 [overflow-wrap:anywhere]">{nameOf(value)}</span>
              <Button
                look="quiet"
                size="small"
                aria-label={t("remove", { name: nameOf(value) })}
                onClick={() => remove(value)}
              >
                <CloseShape />
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-soft">{t("everything")}</p>
      )}
      <div className="flex min-w-0 flex-wrap gap-2">
        <Select
          ref={select}
          id={name}
          aria-label={t(`add.${name}`)}
          aria-invalid={error ? true : undefined}
          className="min-w-0 grow basis-60"
          placeholder="—"
          options={left}
          value={picked}
          onChange={(event) => setPicked(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || picked === "") return;
            event.preventDefault();
            add();
          }}
        />
        <Button onClick={add} className="sm:min-w-44">
          {t(`add.${name}`)}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </fieldset>
  );
}
