import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { AccountCommands } from "@/components/accounts/account-commands";
import { BreakOffer } from "@/components/care/break-offer";
import { InHandOnlyHere } from "@/components/cases/in-hand-only-here";
import { ReferenceCommands } from "@/components/cases/reference-commands";
import { NeedsYou } from "@/components/clocks/needs-you";
import { SendKept } from "@/components/decisions/send-kept";
import { UndoKey } from "@/components/decisions/undo-key";
import { ClauseCommands } from "@/components/policy/clause-commands";
import { SearchCommands } from "@/components/search/search-commands";
import { DeskShell } from "@/components/shell/desk-shell";
import { isTheme, themeCookie } from "@/components/shell/preferences";
import { can, permissions } from "@/lib/platform/permissions.rules";
import { clientMessages } from "@/messages/load";
import { signedIn } from "./page-actor";

/** Nobody sees the desk without a session that still stands; what they may see there is each page's own question. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await signedIn();
  const t = await getTranslations("common.shell");
  const theme = (await cookies()).get(themeCookie)?.value;
  return (
    <NextIntlClientProvider messages={clientMessages(await getLocale())}>
      <DeskShell
        person={{ id: actor.id, name: actor.name, role: actor.role }}
        permissions={permissions.filter((permission) => can(actor, permission))}
        theme={isTheme(theme) ? theme : "system"}
        skipWords={t("skip")}
        beside={
          <>
            {can(actor, "clock.own") ? <NeedsYou mayOpenBoard={can(actor, "clock.view")} /> : null}
            {can(actor, "case.claim") ? <BreakOffer /> : null}
          </>
        }
      >
        {can(actor, "case.claim") ? <InHandOnlyHere /> : null}
        {can(actor, "case.decide") ? <UndoKey /> : null}
        {can(actor, "case.decide") ? <SendKept /> : null}
        {can(actor, "case.view") ? <ReferenceCommands /> : null}
        {can(actor, "case.view") ? <SearchCommands /> : null}
        {can(actor, "policy.view") ? <ClauseCommands /> : null}
        {can(actor, "account.view") ? <AccountCommands /> : null}
        {children}
      </DeskShell>
    </NextIntlClientProvider>
  );
}
