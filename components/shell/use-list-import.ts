import { type FormEvent, useRef, useState } from "react";
import { useWrite } from "./use-write";

/**
 * A form that takes over a list, pasted as `text` or chosen as `file`, which is read here in the browser; all other fields go
 * along as they are. `imported` is what the server took over, until the next try.
 */
export function useListImport<Imported>(path: string, onImported?: () => void) {
  const form = useRef<HTMLFormElement>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const { send, isBusy, fields } = useWrite<Imported>({
    onDone(value) {
      setImported(value);
      form.current?.reset();
      onImported?.();
    },
  });
  const read = async (sent: FormData) => {
    setImported(null);
    const { file, text, ...rest } = Object.fromEntries(sent);
    const fromFile = file instanceof File && file.size > 0 ? await file.text() : "";
    const parts = [String(text ?? ""), fromFile].filter((part) => part.trim() !== "");
    send({ path, body: { ...rest, text: parts.join("\n") } });
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void read(new FormData(event.currentTarget));
  };
  return { form, imported, onSubmit, isBusy, fields };
}
