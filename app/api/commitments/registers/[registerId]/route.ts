import { changeRegister } from "@/lib/commitments/manage.command";
import { answerWrite } from "@/lib/platform/write-route";

type Props = { params: Promise<{ registerId: string }> };

export async function PATCH(request: Request, { params }: Props): Promise<Response> {
  return answerWrite(request, changeRegister, await params);
}
