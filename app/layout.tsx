import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { isTheme, themeCookie } from "@/components/shell/preferences";
import { fontVariables } from "./fonts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  // Statements and tracking pages are one person's matter: nothing here is for search engines unless a page says so.
  return {
    title: { default: t("product"), template: `%s · ${t("product")}` },
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** Language and theme come from cookies, so the first paint is already the reader's. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get(themeCookie)?.value;
  return (
    <html lang={await getLocale()} data-theme={isTheme(theme) ? theme : "system"} className={fontVariables}>
      <body>{children}</body>
    </html>
  );
}
