import { recordElsewhere, takeBackElsewhere } from "@/lib/clocks/report-elsewhere.command";
import { answerWrite } from "@/lib/platform/write-route";

type Context = { params: Promise<{ dutyId: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { dutyId } = await params;
  return answerWrite(request, recordElsewhere, { dutyId });
}

export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const { dutyId } = await params;
  return answerWrite(request, takeBackElsewhere, { dutyId });
}
