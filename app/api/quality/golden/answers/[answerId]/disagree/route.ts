import { answerWrite } from "@/lib/platform/write-route";
import { disagreeWithGolden } from "@/lib/quality/golden-item.command";

type Props = { params: Promise<{ answerId: string }> };

/** Who was told the settled answer says that it is wrong: `{why}`. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, disagreeWithGolden, await params);
}
