import { getLocale } from "next-intl/server";
import { database } from "@/db/client";
import { respond } from "@/lib/platform/http";
import { fail } from "@/lib/platform/result";
import { csvOf } from "@/lib/transparency/csv.rules";
import { periodAsked, publicFiguresOf, publicPlatforms } from "@/lib/transparency/public-figures.queries";
import { figuresSheet } from "@/lib/transparency/public-figures.rules";

type Context = { params: Promise<{ platform: string }> };

/** The figures of the page as CSV: the same numbers, the same ones hidden (an empty cell). */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { platform: id } = await params;
  const [db, now] = [await database(), new Date()];
  const platform = (await publicPlatforms(db)).find((one) => one.id === id);
  if (!platform) return respond(fail("not_found"), { locale: await getLocale() });
  const asked = new URL(request.url).searchParams.get("period") ?? "";
  const { period, countedTo } = await periodAsked(db, platform, asked, now);
  const figures = await publicFiguresOf(db, platform, { period, countedTo, now });
  return new Response(csvOf(figuresSheet(id, figures)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${id}-${period.id}-figures.csv"`,
      "cache-control": "no-store",
    },
  });
}
