import { NotAllowed } from "@/components/people/not-allowed";

/** Inside the frame: the way elsewhere stays. */
export default function Forbidden() {
  return <NotAllowed />;
}
