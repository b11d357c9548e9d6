"use client";

import { useTranslations } from "next-intl";
import type { Skills } from "@/lib/platform/skills.rules";
import type { SkillChoices } from "@/lib/queue/contract";
import { useSkillNames } from "./use-skill-names";

/** What somebody is given to work on, for who may read it and not change it. */
export function SkillsInWords({
  skills,
  team,
  choices,
}: {
  skills: Skills;
  team: string | null;
  choices: SkillChoices;
}) {
  const t = useTranslations("skills");
  const redress = useTranslations("redress.team");
  const { nameOf } = useSkillNames(choices);
  const said = (name: "languages" | "platforms" | "groups") =>
    `${t(name)}: ${skills[name].length === 0 ? t("all") : skills[name].map(nameOf[name]).join(", ")}`;
  return (
    <ul className="grid gap-1 [overflow-wrap:anywhere]">
      <li>{said("languages")}</li>
      <li>{said("platforms")}</li>
      <li>{said("groups")}</li>
      <li>{t(skills.childSafety ? "cleared" : "notCleared")}</li>
      {team === null ? null : (
        <li>
          {redress("label")}: <bdi>{team}</bdi>
        </li>
      )}
    </ul>
  );
}
