import { useTranslations } from "next-intl";

/** How a trusted flagger of the public list stood to a notice when it came, in a sentence (lib/intake/flagger.rules.ts). */
export function useStandingWords(): (flagger: { name: string; standing: string }) => string {
  const t = useTranslations("flaggers.standing");
  return ({ name, standing }) => {
    const key = standing as "inside";
    return t.has(key) ? t(key, { name }) : name;
  };
}
