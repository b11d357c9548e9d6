import { Status } from "../ui/status";

const percent = (confidence: number) => `${Math.round(confidence * 100)} %`;

/** How much of a reading rests on what is printed; below 60 % it is marked. */
export function Sure({ confidence }: { confidence: number }) {
  return confidence < 0.6 ? (
    <Status tone="caution" look="plain">
      {percent(confidence)}
    </Status>
  ) : (
    percent(confidence)
  );
}
