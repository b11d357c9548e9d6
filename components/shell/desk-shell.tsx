import type { ReactNode } from "react";
import { ToastProvider } from "../ui/toast";
import { TooltipProvider } from "../ui/tooltip";
import { CommandsProvider } from "./command-sources";
import { KeysProvider } from "./keys";
import type { ShellPerson } from "./person-menu";
import type { Theme } from "./preferences";
import { PreferencesProvider } from "./preferences-provider";
import { QueryProvider } from "./query-provider";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

type Props = {
  person: ShellPerson & { id: string };
  permissions: readonly string[];
  theme: Theme;
  skipWords: string;
  /** Beside the keys in the bar. */
  beside?: ReactNode;
  children: ReactNode;
};

/**
 * Everything around a desk screen: skip link, bar, `main`, and what the screens share. `data-person`: for whom this tab keeps
 * what is typed (kept-in-tab.ts).
 */
export function DeskShell({ person, permissions, theme, skipWords, beside, children }: Props) {
  return (
    <QueryProvider>
      <PreferencesProvider theme={theme}>
        <TooltipProvider delayDuration={300}>
          <ToastProvider>
            <KeysProvider>
              <CommandsProvider>
                <SkipLink>{skipWords}</SkipLink>
                <TopBar person={person} permissions={permissions} beside={beside} />
                <main id="main" tabIndex={-1} data-person={person.id}>
                  {children}
                </main>
              </CommandsProvider>
            </KeysProvider>
          </ToastProvider>
        </TooltipProvider>
      </PreferencesProvider>
    </QueryProvider>
  );
}
