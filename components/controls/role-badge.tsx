// Says, in a word and a sign, whether an account is a client's or a provider's.

import type { AccountRole } from "../../lib/headway/roles.ts";
import { roleText } from "../account-name.ts";
import { PersonIcon, ProviderIcon } from "./icons.tsx";

/** @param props.role null where it is not known */
export function RoleBadge({ role }: { role: AccountRole | null }) {
  if (role === null) return <span class="badge">{roleText(role)}</span>;
  return (
    <span class={`badge badge-${role}`}>
      {role === "client" ? <PersonIcon /> : <ProviderIcon />}
      {roleText(role)}
    </span>
  );
}
