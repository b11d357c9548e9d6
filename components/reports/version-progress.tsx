"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Progress } from "../ui/progress";

const everyMs = 1_500;

/** How far a version is, asked again until it is ready. */
export function VersionProgress({ done, all }: { done: number; all: number }) {
  const t = useTranslations("reports");
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <div role="status" className="max-w-120">
      <Progress label={t("counting")} value={done} max={all} text={t("steps", { done, all })} />
    </div>
  );
}
