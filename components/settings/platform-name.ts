import { useLocale } from "next-intl";
import type { PlatformName } from "@/lib/administration/contract";

/** A platform by its name in the reader's language. */
export function usePlatformName(platforms: readonly PlatformName[]): (id: string) => string {
  const isHans = useLocale() === "zh-Hans";
  return (id) => {
    const name = platforms.find((platform) => platform.id === id)?.name;
    return (isHans ? name?.hans : name?.en) ?? id;
  };
}
