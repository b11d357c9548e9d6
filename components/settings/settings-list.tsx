"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Disclosure } from "../ui/disclosure";
import { cn } from "../ui/text";
import { placeAt, type SettingsPlace, settingsGroups } from "./settings-places";

const linkClass = [
  "block rounded-sm px-2 py-1.5 [overflow-wrap:anywhere] hover:bg-hover",
  "aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-ink",
].join(" ");

type Props = { permissions: readonly string[] };

/** How the desk runs, in groups: beside the page where there is room, else folded away above it. */
export function SettingsList({ permissions }: Props) {
  return <SettingsListAt path={usePathname()} permissions={permissions} />;
}

/** The same, at an address that is told. */
export function SettingsListAt({ path, permissions }: Props & { path: string }) {
  const t = useTranslations("settings.tabs");
  const current = placeAt(path);
  return (
    <>
      {/* A new key at each address: it is folded away again. */}
      <Disclosure
        key={path}
        summary={current && current !== "settings" ? t("at", { place: t(current) }) : t("label")}
        className="border-b border-line px-4 py-2 md:px-6 xl:hidden"
      >
        <Groups permissions={permissions} current={current} className="grid-cols-2 pb-3 sm:grid-cols-4" />
      </Disclosure>
      <div className="sticky top-0 hidden max-h-dvh overflow-y-auto py-5 pl-6 xl:block">
        <Groups permissions={permissions} current={current} />
      </div>
    </>
  );
}

function Groups({
  permissions,
  current,
  className,
}: Props & { current: SettingsPlace["id"] | null; className?: string }) {
  const t = useTranslations("settings.tabs");
  const shown = settingsGroups
    .map(({ id, places }) => ({ id, places: places.filter(({ permission }) => permissions.includes(permission)) }))
    .filter(({ places }) => places.length > 0);
  return (
    <nav aria-label={t("label")} className={cn("grid content-start gap-x-4 gap-y-5", className)}>
      {shown.map(({ id, places }) => (
        <div key={id} className="grid content-start gap-1">
          <p className="px-2 text-12 font-medium text-ink-soft">{t(`groups.${id}`)}</p>
          <ul aria-label={t(`groups.${id}`)} className="grid gap-0.5">
            {places.map((place) => (
              <li key={place.id}>
                <Link href={place.href} aria-current={place.id === current ? "page" : undefined} className={linkClass}>
                  {t(place.id)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
