// The React make-up: an application that shows the code screens, keeps the code in React state,
// submits by fetch and moves between screens without loading a page.

import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import type { Screen } from "../screen.ts";
import { CodeStep } from "./code-step.tsx";
import { elementOf } from "./element.ts";
import { ListStep } from "./list-step.tsx";
import { NumberStep } from "./number-step.tsx";
import { ask, askScreen } from "./server.ts";
import type { Answer } from "./server.ts";

const root = elementOf("screen");
const { screen: firstScreen = "", csrf = "", error: firstError = "" } = root.dataset;

function App({ first }: { readonly first: Screen }) {
  const [screen, setScreen] = useState(first);
  const [error, setError] = useState(firstError);

  useEffect(() => {
    const reload = () => location.reload();
    window.addEventListener("popstate", reload);
    return () => window.removeEventListener("popstate", reload);
  }, []);

  const take = (answer: Answer) => {
    if (answer.screen !== undefined) {
      if (answer.screen.path !== location.pathname) {
        history.pushState(null, "", answer.screen.path);
      }
      document.title = `${answer.screen.heading} | Headway`;
      setScreen(answer.screen);
      setError("");
      return;
    }
    if (answer.next !== undefined) location.assign(answer.next);
    else setError(answer.error ?? "Something went wrong. Try again.");
  };
  const send = async (path: string, fields: Readonly<Record<string, string>>) => {
    take(await ask(path, csrf, fields));
  };
  const visit = async (path: string) => {
    if (path.startsWith("/challenge")) take(await askScreen(path));
    else location.assign(path);
  };

  const step = { error, send, visit };
  if (screen.kind === "number") return <NumberStep screen={screen} {...step} />;
  if (screen.kind === "list") return <ListStep screen={screen} {...step} />;
  return <CodeStep key={screen.path + screen.heading} screen={screen} {...step} />;
}

createRoot(root).render(<App first={JSON.parse(firstScreen) as Screen} />);
