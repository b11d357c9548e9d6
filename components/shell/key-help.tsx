"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "../ui/checkbox";
import { Dialog, DialogContent } from "../ui/dialog";
import { Keycap } from "../ui/keycap";
import { type KeyBinding, useKeyRegistry } from "./keys";
import { caps, reached } from "./keys.rules";
import { useIsMac } from "./use-is-mac";

/** Every key that acts now, read from what the screens have bound; nothing is written twice. */
export function KeyHelp({ isOpen, onOpenChange }: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const t = useTranslations("common.keys");
  const { list, areSinglesOn, turnSingles } = useKeyRegistry();
  const listed = isOpen ? reached(list()).filter((binding) => binding.label) : [];
  const here = listed.filter((binding) => !binding.isGlobal);
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t("title")} description={t("description")}>
        <div className="grid gap-5 pb-2">
          {here.length > 0 ? <Keys title={t("here")} bindings={here} /> : null}
          <Keys title={t("everywhere")} bindings={listed.filter((binding) => binding.isGlobal)} />
          <div className="border-t border-line pt-3">
            <Checkbox
              id="single-keys"
              label={t("single")}
              hint={t("singleHint")}
              checked={areSinglesOn}
              onChange={(event) => turnSingles(event.target.checked)}
            />
          </div>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Keys({ title, bindings }: { title: string; bindings: readonly KeyBinding[] }) {
  const t = useTranslations("common.keys");
  const isMac = useIsMac();
  return (
    <section>
      <h3 className="mb-1 text-13 font-medium text-ink-soft">{title}</h3>
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {bindings.map((binding) => (
          <div
            key={`${binding.keys} ${binding.label}`}
            className="flex min-h-8 items-center justify-between gap-3 border-b border-line py-1"
          >
            <dt>{binding.label}</dt>
            <dd className="flex shrink-0 items-center gap-1 text-ink-soft">
              {caps(binding.keys, isMac).map((cap, position) => (
                <span key={`${cap}-${position === 0 ? "first" : "second"}`} className="flex items-center gap-1">
                  {position > 0 ? <span className="text-12">{t("then")}</span> : null}
                  <Keycap>{cap}</Keycap>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
