import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AccountFilters, accountsPath, isNarrowed } from "@/components/accounts/account-filters";
import { AccountKeys } from "@/components/accounts/account-keys";
import { AccountsTable } from "@/components/accounts/accounts-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { type AccountList, AccountListRequest } from "@/lib/decisions/account-list.contract";
import { accountChoices, listAccounts } from "@/lib/decisions/account-list.queries";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts"))("title") };
}

type Search = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Search> };

/** The filter of the address; a part of it that is not one of ours is as if it were not there. */
function requestFrom(search: Search): AccountListRequest {
  const given = Object.fromEntries(Object.entries(search).map(([name, value]) => [name, [value ?? []].flat()[0]]));
  const read = AccountListRequest.safeParse(given);
  if (read.success) return read.data;
  const wrong = new Set(read.error.issues.map(({ path }) => String(path[0])));
  return AccountListRequest.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))));
}

/** A page of the list; a cursor that is not one of ours shows the first. */
async function pageOf(request: AccountListRequest, actor: Person): Promise<AccountList> {
  const [db, now] = [await database(), new Date()];
  const page = await listAccounts(db, request, actor, now);
  if (page.ok) return page.value;
  const first = await listAccounts(db, { ...request, after: undefined }, actor, now);
  return first.ok ? first.value : { rows: [], next: null };
}

/** Every account that something was reported about, found by handle, platform, role and running sanctions. */
export default async function AccountsPage({ searchParams }: Props) {
  const actor = await pageActor("account.view");
  const t = await getTranslations("accounts");
  const request = requestFrom(await searchParams);
  const choices = await accountChoices(await database(), actor);
  const { rows, next } = await pageOf(request, actor);
  const empty = isNarrowed(request) ? "narrowed" : "none";
  return (
    <Page>
      <AccountKeys />
      <PageHeader title={t("title")} summary={t("summary")} />
      {can(actor, "misuse.view") ? (
        <p>
          <TextLink href="/misuse" via={Link}>
            {(await getTranslations("misuse"))("fromAccounts")}
          </TextLink>
        </p>
      ) : null}
      <AccountFilters filter={request} choices={choices.ok ? choices.value : { platforms: [], roles: [] }} />
      <Panel isFlush>
        {rows.length > 0 ? (
          <AccountsTable rows={rows} />
        ) : (
          <EmptyState title={t(`empty.${empty}`)}>{t(`empty.${empty}Text`)}</EmptyState>
        )}
      </Panel>
      <Pagination
        label={t("title")}
        previous={request.after ? accountsPath(request) : null}
        next={next ? accountsPath(request, next) : null}
        via={Link}
      />
    </Page>
  );
}
