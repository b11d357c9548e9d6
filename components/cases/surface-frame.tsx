import { useFormatter, useTranslations } from "next-intl";
import { DefinitionList } from "../ui/definition-list";
import { surfaceKind } from "./surface.rules";
import { type SurfaceProps, Told } from "./surface-parts";
import { AdvertisementSurface, PostSurface, ProfileSurface } from "./surface-posts";
import { ListingSurface, ReviewSurface } from "./surface-sales";
import { StreamSurface } from "./surface-stream";
import { CommentSurface, MessageSurface } from "./surface-talk";

const surfaces = {
  post: PostSurface,
  review: ReviewSurface,
  listing: ListingSurface,
  comment: CommentSurface,
  profile: ProfileSurface,
  stream: StreamSurface,
  message: MessageSurface,
  advertisement: AdvertisementSurface,
};
const named = ["affiliate", "profile", "audience", "group", "album", "likes"] as const;
const isNamed = (name: string): name is (typeof named)[number] => (named as readonly string[]).includes(name);
const isCount = /^\d{1,15}$/;

/** The words as their surface showed them; whatever else the platform told is listed under it, never lost. */
export function SurfaceFrame({ surface, ...props }: SurfaceProps & { surface: string | null }) {
  const t = useTranslations("case.content");
  const format = useFormatter();
  const kind = surfaceKind(surface, props.context);
  const Surface = surfaces[kind];
  const rest = props.context.others.filter(
    ({ name }) => !(kind === "post" && (name === "audience" || name === "group")),
  );
  return (
    <div className="grid min-w-0 gap-3" data-surface={kind}>
      <Surface {...props} />
      <DefinitionList
        className="text-13"
        items={rest.map(({ name, value }) => ({
          key: `other-${name}`,
          term: isNamed(name) ? t(`context.${name}`) : <Told words={name} />,
          // As the queue writes them; what is no number stays as it was told.
          value: <Told words={name === "likes" && isCount.test(value) ? format.number(Number(value)) : value} />,
        }))}
      />
    </div>
  );
}
