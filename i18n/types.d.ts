import type { LetterLanguage } from "./locales";

declare module "use-intl" {
  interface AppConfig {
    Locale: LetterLanguage;
  }
}
