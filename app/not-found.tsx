import { NotFoundMessage } from "@/components/shell/not-found-message";

/** For addresses outside every part of the site. Kept small: Next sends it along with each page. */
export default function NotFound() {
  return (
    <main data-density="public">
      <NotFoundMessage />
    </main>
  );
}
