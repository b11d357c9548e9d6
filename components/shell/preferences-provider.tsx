"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { type Locale, localeCookie, zoneCookie } from "@/i18n/locales";
import { preferenceCookie, type Theme, themeCookie } from "./preferences";

type Preferences = {
  theme: Theme;
  locale: Locale;
  setTheme: (theme: Theme) => void;
  setLocale: (locale: Locale) => void;
};

const Context = createContext<Preferences | null>(null);

function remember(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = preferenceCookie(name, value);
}

function remembered(name: string): string | undefined {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return found && decodeURIComponent(found.slice(name.length + 1));
}

/** Theme and language of the person at the desk. */
export function usePreferences(): Preferences {
  const preferences = useContext(Context);
  if (!preferences) throw new Error("usePreferences needs a PreferencesProvider above it");
  return preferences;
}

export function PreferencesProvider({ theme: first, children }: { theme: Theme; children: ReactNode }) {
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState(first);

  // The server writes times in the zone it is told; the first visit is in UTC, and says so.
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || remembered(zoneCookie) === zone) return;
    remember(zoneCookie, zone);
    router.refresh();
  }, [router]);

  const preferences = useMemo<Preferences>(
    () => ({
      theme,
      locale,
      setTheme(next) {
        setTheme(next);
        remember(themeCookie, next);
        document.documentElement.dataset.theme = next;
      },
      setLocale(next) {
        remember(localeCookie, next);
        router.refresh();
      },
    }),
    [theme, locale, router],
  );
  return <Context value={preferences}>{children}</Context>;
}
