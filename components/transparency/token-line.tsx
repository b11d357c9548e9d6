import { useTranslations } from "next-intl";
import type { TokenStanding } from "@/lib/platform/database-token.rules";
import { Status } from "../ui/status";

/** Whether a platform has a token for the database and where it may go, and what to do where nothing can be sent. */
export function TokenLine({ token, platform }: { token: TokenStanding; platform: string }) {
  const t = useTranslations("database.token");
  const { state, origin, variable } = token;
  const told = { platform, variable, origin: origin ?? "" };
  return (
    <div className="grid max-w-[65ch] gap-0.5">
      <p>
        <Status look="plain" tone={state === "set" ? "good" : "caution"}>
          {t(`states.${state}`, told)}
        </Status>
      </p>
      {state === "set" ? null : <p className="text-ink-soft">{t(`todo.${state}`, told)}</p>}
    </div>
  );
}
