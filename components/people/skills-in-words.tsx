import { useTranslations } from "next-intl";
import type { Skills } from "@/lib/platform/skills.rules";

/** What somebody is given to work on, for who may read it and not change it. */
export function SkillsInWords({ skills }: { skills: Skills }) {
  const t = useTranslations("skills");
  const said = (name: "languages" | "platforms" | "groups") =>
    `${t(name)}: ${skills[name].length === 0 ? t("all") : skills[name].join(", ")}`;
  return (
    <ul className="grid gap-1 [overflow-wrap:anywhere]">
      <li>{said("languages")}</li>
      <li>{said("platforms")}</li>
      <li>{said("groups")}</li>
      <li>{t(skills.childSafety ? "cleared" : "notCleared")}</li>
    </ul>
  );
}
