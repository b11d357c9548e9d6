import type { Locale } from "@/i18n/locales";

/** What a machine made of the content's words. `isPart`: only their beginning was sent. */
export type Translation = { to: Locale; service: string; title: string; text: string; isPart: boolean };
