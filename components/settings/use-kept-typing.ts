import { useState } from "react";

type Held<Value> = { value: Value | null; changedAt: string | null };

/**
 * Which field is on the screen: its key changes, and the field shows anew what the server holds, when the held value does.
 * What somebody typed after they pressed Save stays, for what comes then is what they have just saved.
 */
export function useKeptTyping<Value>({ value, changedAt }: Held<Value>) {
  const [seen, setSeen] = useState(changedAt);
  const [key, setKey] = useState(changedAt);
  const [isTyping, setIsTyping] = useState(false);
  const [saved, setSaved] = useState<Value | null>(value);
  if (seen !== changedAt) {
    setSeen(changedAt);
    if (!isTyping || saved !== value) setKey(changedAt);
  }
  return {
    key: String(key),
    typed: () => setIsTyping(true),
    saving: (next: Value | null) => {
      setIsTyping(false);
      setSaved(next);
    },
  };
}
