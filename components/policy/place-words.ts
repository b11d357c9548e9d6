import { useTranslations } from "next-intl";
import type { Place } from "@/lib/policy/edit/contract";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { useNamesIn } from "./draft-names";

type Read = Pick<VersionFile, "sanctions" | "documents" | "clauses">;

/** A place of a draft in words: "Clause 4.2", "Row 4, buyer, Ordinary". */
export function usePlaceIn(file: Read): (place: Place) => string {
  const t = useTranslations("policyEdit.places");
  const names = useNamesIn(file);
  return ([list = "", key = "", ...rest]) => {
    if (list === "clauses") return t("clause", { name: key });
    if (list === "rows" && rest[0] === "cells" && rest[2])
      return t("cell", { name: key, role: names.role(rest[1] ?? ""), step: names.step(rest[2]) });
    if (list === "rows" && key) return t("row", { name: key });
    if (list === "steps" && key) return t("step", { name: names.step(key) });
    if (list === "actions" && key) return t("action", { name: names.action(key) });
    if (list === "counters" && key) return t("counter", { name: names.counter(key) });
    if (list === "sets" && key) return t("set", { name: names.set(key) });
    if (list === "documents") return t("document", { name: names.document(key) });
    if (list === "notice") return t("notice");
    return list === "version" ? t("version") : t("table");
  };
}

/**
 * What was changed, with nothing of the draft around it to tell: "Clause 3.2, summary", "Penalty table: row 4 (Spam), buyer,
 * Ordinary". What is no longer in the draft is named as the change named it.
 */
export function useChangeWords(file: Read): (place: Place) => string {
  const t = useTranslations("policyEdit");
  const names = useNamesIn(file);
  const where = usePlaceIn(file);
  const within = (part: string, name: string) => {
    const key = `changed.fields.${name}`;
    return name !== "" && t.has(key) ? t("changed.field", { part, field: t(key) }) : part;
  };
  const ofTable = (part: string) => t("changed.inTable", { table: t("places.table"), part });
  return (place) => {
    const [list = "", key = "", ...rest] = place;
    if (list === "rows" && key) {
      const title = names.row(Number(key));
      const row = title === null ? t("places.row", { name: key }) : t("changed.row", { item: key, title });
      const [role, step] = rest[0] === "cells" ? rest.slice(1) : [];
      if (role && step) return ofTable(t("changed.cell", { row, role: names.role(role), step: names.step(step) }));
      return ofTable(within(row, rest[0] ?? ""));
    }
    if (list === "steps" && key) return ofTable(within(where(place), rest[0] ?? ""));
    if (list === "rows" || list === "steps") return within(t("places.table"), list);
    if (list === "table" && key === "roles" && rest[0])
      return ofTable(t("changed.columns", { role: names.role(rest[0]) }));
    if (list === "table" || list === "version") return within(where([list]), key);
    if (list === "notice" && key) return within(t("places.notice"), key);
    const [own = "", inner = ""] = rest;
    return within(where(place), own === "covers" && inner !== "" ? inner : own);
  };
}
