import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AccountChoices, AccountListRequest } from "@/lib/decisions/account-list.contract";
import { useNames } from "../queue/nameable";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { LinkButton } from "../ui/link-button";
import { useWords } from "../ui/localised";
import { SearchInput } from "../ui/search-input";
import { Select } from "../ui/select";

type Narrowing = Pick<AccountListRequest, "q" | "platform" | "role" | "sanctions">;

export const isNarrowed = (filter: Narrowing) =>
  Boolean(filter.q || filter.platform || filter.role || filter.sanctions);

/** The address of this part of the list, from another account on. */
export function accountsPath({ q, platform, role, sanctions }: Narrowing, after?: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ q, platform, role, sanctions, after: after ?? "" }))
    if (value !== "") search.set(name, value);
  return search.size > 0 ? `/accounts?${search}` : "/accounts";
}

/** Which accounts: a plain form, so the address holds it all and can be kept or sent. */
export function AccountFilters({ filter, choices }: { filter: Narrowing; choices: AccountChoices }) {
  const t = useTranslations("accounts.filter");
  const name = useNames();
  const words = useWords();
  // What is set stays in the list even where it no longer occurs: a filter must be seen to be taken off.
  const roles = [...new Set(filter.role === "" ? choices.roles : [...choices.roles, filter.role])];
  return (
    <search aria-label={t("label")}>
      <form
        method="get"
        action="/accounts"
        className="grid items-end gap-x-3 gap-y-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_auto_auto]"
      >
        <Field name="q" label={t("q")}>
          {(control) => <SearchInput {...control} defaultValue={filter.q} placeholder={t("qHint")} maxLength={100} />}
        </Field>
        <Field name="platform" label={t("platform")}>
          {(control) => (
            <Select
              {...control}
              defaultValue={filter.platform}
              placeholder={t("anyPlatform")}
              options={choices.platforms.map((platform) => ({ value: platform.id, label: words(platform.name) }))}
            />
          )}
        </Field>
        <Field name="role" label={t("role")}>
          {(control) => (
            <Select
              {...control}
              defaultValue={filter.role}
              placeholder={t("anyRole")}
              options={roles.map((role) => ({ value: role, label: name("role", role) }))}
            />
          )}
        </Field>
        <Checkbox
          id="sanctions"
          name="sanctions"
          value="running"
          label={t("running")}
          defaultChecked={filter.sanctions === "running"}
        />
        <div className="flex gap-2">
          <Button type="submit">{t("submit")}</Button>
          {isNarrowed(filter) ? (
            <LinkButton href="/accounts" look="quiet" via={Link}>
              {t("clear")}
            </LinkButton>
          ) : null}
        </div>
      </form>
    </search>
  );
}
