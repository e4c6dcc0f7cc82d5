// One polite status line for the whole page, over the content at its foot, so that "Copied" is seen
// and heard without moving anything. Countdowns never go through it.

import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";

const SHOWN_MS = 4000;

const AnnounceContext = createContext<(text: string) => void>(() => undefined);

export function AnnouncerProvider(props: { children: ComponentChildren }) {
  const [message, setMessage] = useState({ text: "", serial: 0 });
  const announce = useCallback(
    (text: string) => setMessage((last) => ({ text, serial: last.serial + 1 })),
    [],
  );

  useEffect(() => {
    if (message.text === "") return undefined;
    const timer = setTimeout(() => setMessage((last) => ({ ...last, text: "" })), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [message]);

  return (
    <AnnounceContext.Provider value={announce}>
      {props.children}
      <div class="announcer" role="status">
        {message.text === "" ? null : <p key={message.serial}>{message.text}</p>}
      </div>
    </AnnounceContext.Provider>
  );
}

export function useAnnounce(): (text: string) => void {
  return useContext(AnnounceContext);
}
