import { NotFoundMessage } from "@/components/shell/not-found-message";

/** Inside the frame: the way elsewhere stays. */
export default function NotFound() {
  return <NotFoundMessage home="/queue" />;
}
