// The report of an error, to be read and copied by whoever asks for help. It goes nowhere by itself.

import { message } from "../../lib/i18n/messages.ts";
import { useAnnounce } from "../announcer.tsx";
import { errorReport } from "../error-report.ts";
import { usePorts } from "../ports-context.tsx";
import { useAction } from "../use-action.ts";
import { Button } from "./button.tsx";
import { ErrorNotice } from "./notice.tsx";

export function ReportError(props: { error: unknown }) {
  const { version, clipboard } = usePorts();
  const announce = useAnnounce();
  const report = errorReport(props.error, {
    version,
    userAgent: navigator.userAgent,
    language: navigator.language,
    address: location.href,
  });
  const copy = useAction(async () => {
    await clipboard.copyToKeep(report);
    announce(message("controls_report_copied"));
  });
  return (
    <details class="disclosure">
      <summary>{message("controls_report_title")}</summary>
      <p>{message("controls_report_text")}</p>
      <pre class="report">{report}</pre>
      <ErrorNotice error={copy.error} />
      <Button busy={copy.busy} onPress={() => copy.run()}>
        {message("controls_report_copy")}
      </Button>
    </details>
  );
}
