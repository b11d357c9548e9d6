import { importRegister } from "@/lib/commitments/import.command";
import { answerWrite } from "@/lib/platform/write-route";

export function POST(request: Request): Promise<Response> {
  return answerWrite(request, importRegister, {}, 201);
}
