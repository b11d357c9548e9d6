import { useTranslations } from "next-intl";
import { QuietLink } from "../policy/quiet-link";
import { useWords } from "../ui/localised";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import type { Tone } from "../ui/tone";

const tones: Record<string, Tone> = { done: "good", refused: "caution", viewed: "information" };

export function Outcome({ outcome }: { outcome: string }) {
  const t = useTranslations("audit.filter.outcomes");
  return (
    <Status look="plain" tone={tones[outcome] ?? "neutral"}>
      {t.has(outcome) ? t(outcome) : outcome}
    </Status>
  );
}

type Actor = { actorKind: string; actorId: string | null; actorName: string | null };

/** Who did it: a person by name, a key or the product by its own. */
export function ActorName({ actor }: { actor: Actor }) {
  const t = useTranslations("audit.actors");
  const systems = useTranslations("audit.systems");
  if (actor.actorName) {
    return (
      <TextLink href={`/people/${actor.actorId}`} via={QuietLink} isPlain>
        {actor.actorName}
      </TextLink>
    );
  }
  const kind = t.has(actor.actorKind) ? t(actor.actorKind) : actor.actorKind;
  const isOurs = actor.actorKind === "system" && actor.actorId !== null && systems.has(actor.actorId);
  return (
    <span>
      {kind}
      {actor.actorId ? (
        <span className="text-ink-soft [overflow-wrap:anywhere]">
          {" "}
          {isOurs ? systems(actor.actorId) : actor.actorId}
        </span>
      ) : null}
    </span>
  );
}

/** A verb in words; the log's own code, which is what is verified and searched for, stands beside it. */
export function useVerbWords(): (verb: string) => string | null {
  const t = useTranslations("audit.verbs");
  return (verb) => {
    // A dot parts levels in a catalogue, so the keys there have none.
    const key = verb.replaceAll(".", "_");
    return t.has(key) ? t(key) : null;
  };
}

export function useSubjectWords(): (kind: string) => string {
  const t = useTranslations("audit.subjects");
  return (kind) => (t.has(kind) ? t(kind) : kind.replaceAll("_", " "));
}

export type NamedPlatform = { id: string; name: { en: string; hans: string } };

/** A chain in words: the platform whose entries it holds, or the desk's own. One of neither keeps its code. */
export function useChainName(platforms: readonly NamedPlatform[]): (chain: string) => string {
  const t = useTranslations("audit.chains");
  const words = useWords();
  return (chain) => {
    const platform = platforms.find(({ id }) => id === chain);
    if (platform) return words(platform.name);
    return t.has(chain) ? t(chain) : chain;
  };
}

type SubjectProps = { kind: string | null; id: string | null; platforms: readonly NamedPlatform[] };

/** What it was about, a platform by its name and all else as the log has it; it leads to everything about the same thing. */
export function Subject({ kind, id, platforms }: SubjectProps) {
  const words = useSubjectWords();
  const chainName = useChainName(platforms);
  if (!kind || !id) return <span className="text-ink-faint">–</span>;
  return (
    <span className="[overflow-wrap:anywhere]">
      {words(kind)}{" "}
      <TextLink
        href={`/audit?subjectKind=${encodeURIComponent(kind)}&subject=${encodeURIComponent(id)}`}
        via={QuietLink}
        isPlain
        className={kind === "platform" ? undefined : "font-mono text-12"}
      >
        {kind === "platform" ? chainName(id) : id}
      </TextLink>
    </span>
  );
}
