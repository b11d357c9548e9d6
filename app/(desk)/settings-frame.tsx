import type { ReactNode } from "react";
import { SettingsList } from "@/components/settings/settings-list";
import { can, permissions } from "@/lib/platform/permissions.rules";
import { signedIn } from "./page-actor";

/** Around every page of settings, outbox and mailbox: their list. What may be seen is each page's own question. */
export async function SettingsFrame({ children }: { children: ReactNode }) {
  const actor = await signedIn();
  return (
    <div className="mx-auto max-w-384 xl:grid xl:grid-cols-[13.5rem_minmax(0,1fr)] xl:items-start">
      <SettingsList permissions={permissions.filter((permission) => can(actor, permission))} />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
