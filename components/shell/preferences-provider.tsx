"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { type LetterLanguage, type Locale, localeCookie } from "@/i18n/locales";
import { type Theme, themeCookie } from "./preferences";
import { remember, rememberZone } from "./remember";

type Preferences = {
  theme: Theme;
  locale: LetterLanguage;
  setTheme: (theme: Theme) => void;
  setLocale: (locale: Locale) => void;
};

const Context = createContext<Preferences | null>(null);

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
    if (rememberZone()) router.refresh();
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
