import { NotFoundMessage } from "@/components/shell/not-found-message";
import { Page } from "@/components/ui/page";

/** Inside the frame: the way elsewhere stays. */
export default function NotFound() {
  return (
    <Page width="reading">
      <NotFoundMessage home="/queue" />
    </Page>
  );
}
