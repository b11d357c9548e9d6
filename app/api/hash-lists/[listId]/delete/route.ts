import { deleteHashList } from "@/lib/intake/hash-list.command";
import { answerWrite } from "@/lib/platform/write-route";

export async function POST(request: Request, { params }: { params: Promise<{ listId: string }> }): Promise<Response> {
  return answerWrite(request, deleteHashList, await params);
}
