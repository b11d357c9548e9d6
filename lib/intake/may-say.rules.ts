import type { FieldFailure } from "@/lib/platform/result";
import { isKnownName } from "@/lib/policy/names.rules";
import { fieldsOfDetectors } from "./bringing.rules";
import { limits, type SubmitNotice } from "./contract";
import { sourcesWithDetection } from "./detection.rules";
import type { IntakePlatform, Sender } from "./prepare.rules";

/** The pictures that are stored here, as `pictureKey` writes them. */
export type KnownPictures = ReadonlySet<string>;
export const pictureKey = (platformId: string, mediaId: string) => `${platformId} ${mediaId.toLowerCase()}`;

/** What only a program or the desk may say of a notice, said by somebody else. */
export function senderFailures(input: SubmitNotice, sender: Sender): FieldFailure[] {
  const failures: FieldFailure[] = [];
  const isPlain =
    input.source === undefined ||
    input.source === "guest" ||
    (input.source === "registered" && sender.apiKeyId !== null);
  if (!isPlain && !sender.mayStateSource) failures.push({ field: "source", reason: "source_not_yours" });
  if (sender.isTrusted) return [...failures, ...detectionFailures(input)];
  if (input.automatedDetection !== undefined)
    failures.push({ field: "automatedDetection", reason: "detector_not_yours" });
  for (const field of fieldsOfDetectors)
    if (input.bringing?.[field] !== undefined)
      failures.push({ field: `bringing.${field}`, reason: "detector_not_yours" });
  let named = 0;
  if (input.externalId !== undefined) failures.push({ field: "externalId", reason: "external_id_not_yours" });
  for (const [index, item] of input.items.entries()) {
    if (item.content?.account) failures.push({ field: `items.${index}.content.account`, reason: "account_not_yours" });
    if (item.content?.media.some(({ mediaId }) => mediaId !== undefined))
      failures.push({ field: `items.${index}.content.media`, reason: "media_not_yours" });
    named += item.content?.media.length ?? 0;
    if (named > limits.visitorMedia)
      failures.push({
        field: `items.${index}.content.media`,
        reason: "too_many",
        values: { max: limits.visitorMedia },
      });
  }
  return failures;
}

/** How content was found is the word of who looks for it; and a tool that is named had a part in it. */
function detectionFailures({ automatedDetection, source, bringing }: SubmitNotice): FieldFailure[] {
  if (automatedDetection === undefined) return [];
  const field = "automatedDetection";
  if (!sourcesWithDetection.includes(source ?? ""))
    return [{ field, reason: "detection_of_no_finder", values: { options: sourcesWithDetection.join(", ") } }];
  const tool = bringing?.tool?.trim() ?? "";
  return automatedDetection === "none" && tool !== "" ? [{ field, reason: "detection_by_tool", values: { tool } }] : [];
}

/**
 * A surface or a role that the platform does not have, said by whomever: clauses that name theirs would be reached by
 * none of it, and each case would stand as one in which nothing is broken.
 */
export function nameFailures(input: SubmitNotice, { surfaces, roles }: IntakePlatform): FieldFailure[] {
  return input.items.flatMap(({ content }, item) => [
    ...unknownName(`items.${item}.content.surface`, content?.surface, surfaces).map((failure) => ({
      ...failure,
      reason: "surface_unknown",
      values: { ...failure.values, surface: content?.surface ?? "" },
    })),
    ...unknownName(`items.${item}.content.role`, content?.role, roles).map((failure) => ({
      ...failure,
      reason: "role_unknown",
      values: { ...failure.values, role: content?.role ?? "" },
    })),
  ]);
}

function unknownName(field: string, name: string | undefined, known: readonly string[]) {
  const isKnown = name === undefined || known.length === 0 || isKnownName(name, known);
  return isKnown ? [] : [{ field, values: { options: known.join(", ") } }];
}

/** A picture that is not stored, or belongs to another platform, is no part of the content. */
export function pictureFailures(
  input: SubmitNotice,
  platform: IntakePlatform,
  pictures: KnownPictures,
): FieldFailure[] {
  return input.items.flatMap(({ content }, item) =>
    (content?.media ?? []).flatMap(({ mediaId }, index) =>
      mediaId === undefined || pictures.has(pictureKey(platform.id, mediaId))
        ? []
        : [{ field: `items.${item}.content.media.${index}.mediaId`, reason: "media_unknown" }],
    ),
  );
}
