// The popup's head: the mark, the page in use, and the way to lock.

import type { PageView } from "../../lib/app/views.ts";
import { isForEveryRole } from "../../lib/headway/hosts.ts";
import { message } from "../../lib/i18n/messages.ts";
import { Brand } from "../controls/brand.tsx";
import { Button } from "../controls/button.tsx";
import { LockIcon } from "../controls/icons.tsx";
import { ErrorNotice } from "../controls/notice.tsx";
import { RoleBadge } from "../controls/role-badge.tsx";
import { useAction } from "../use-action.ts";

export function PopupHeader(props: { page: PageView | null; onLock: () => Promise<void> }) {
  const lock = useAction(props.onLock);
  return (
    <header class="header">
      <div class="header-row">
        <Brand />
        <Button kind="quiet" busy={lock.busy} onPress={() => lock.run()}>
          <LockIcon />
          {message("common_lock")}
        </Button>
      </div>
      {props.page === null ? null : (
        <p class="context">
          <span class="visually-hidden">{message("popup_page_in_use")} </span>
          <bdi class="context-host">{props.page.host}</bdi>
          {isForEveryRole(props.page.origin) ? null : <RoleBadge role={props.page.role} />}
        </p>
      )}
      <ErrorNotice error={lock.error} />
    </header>
  );
}
