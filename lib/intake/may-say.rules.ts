import type { FieldFailure } from "@/lib/platform/result";
import { fieldsOfDetectors } from "./bringing.rules";
import { limits, type SubmitNotice } from "./contract";
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
  if (sender.isTrusted) return failures;
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

/** What a program says counts: a surface that the platform does not have would reach no clause that names its surfaces. */
export function surfaceFailures(input: SubmitNotice, { surfaces }: IntakePlatform): FieldFailure[] {
  if (surfaces.length === 0) return [];
  return input.items.flatMap(({ content }, item) =>
    content?.surface === undefined || surfaces.includes(content.surface)
      ? []
      : [
          {
            field: `items.${item}.content.surface`,
            reason: "surface_unknown",
            values: { surface: content.surface, options: surfaces.join(", ") },
          },
        ],
  );
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
