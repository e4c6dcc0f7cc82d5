// Says, in a word and a sign, whether an account is a client's or a provider's.

import type { AccountRole } from "../../lib/headway/roles.ts";
import { roleName } from "../account-name.ts";
import { PersonIcon, ProviderIcon } from "./icons.tsx";

export function RoleBadge(props: { role: AccountRole }) {
  return (
    <span class={`badge badge-${props.role}`}>
      {props.role === "client" ? <PersonIcon /> : <ProviderIcon />}
      {roleName(props.role)}
    </span>
  );
}
