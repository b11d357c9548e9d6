"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { QueryProvider } from "../shell/query-provider";
import { signOut } from "../shell/sign-out";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ToastProvider } from "../ui/toast";
import { PasswordForm } from "./password-form";

/** The form outside the desk's frame, with the one other way: out. */
export function ChoosePassword({ next }: { next: string }) {
  const t = useTranslations("people.choosePassword");
  const [isStuck, setStuck] = useState(false);
  return (
    <QueryProvider>
      <ToastProvider>
        <div className="grid gap-6">
          <PasswordForm next={next} />
          {isStuck ? <Notice tone="danger" role="alert" title={t("failed")} /> : null}
          <Button
            look="secondary"
            className="justify-self-start"
            onClick={() => void signOut().then((isOut) => setStuck(!isOut))}
          >
            {t("signOut")}
          </Button>
        </div>
      </ToastProvider>
    </QueryProvider>
  );
}
