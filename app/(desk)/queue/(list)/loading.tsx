import { QueueSkeleton } from "@/components/queue/queue-table";

export default function Loading() {
  return (
    <div className="px-4 pt-36 md:px-6">
      <QueueSkeleton />
    </div>
  );
}
