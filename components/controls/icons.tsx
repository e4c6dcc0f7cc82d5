// The icons, drawn for Waykey on a 20 by 20 grid. They repeat what a text beside them says, so
// they are always hidden from assistive technology.

import type { ComponentChildren } from "preact";

type IconProps = {
  readonly children: ComponentChildren;
  /** It points along the line of reading, and the other way in scripts from the right. */
  readonly isAlongLine?: boolean;
};

function Icon(props: IconProps) {
  return (
    <svg
      class={props.isAlongLine === true ? "icon icon-along-line" : "icon"}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {props.children}
    </svg>
  );
}

export const LockIcon = () => (
  <Icon>
    <rect x="4" y="9" width="12" height="8" rx="2" />
    <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="7" y="7" width="9" height="10" rx="2" />
    <path d="M13 7V5a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h1" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="M4 10.5 8.2 15 16 5.5" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);

export const BackIcon = () => (
  <Icon isAlongLine>
    <path d="M16 10H4M9 5l-5 5 5 5" />
  </Icon>
);

export const ForwardIcon = () => (
  <Icon isAlongLine>
    <path d="m8 5 5 5-5 5" />
  </Icon>
);

/** Filled while its button is pressed. */
export const StarIcon = () => (
  <Icon>
    <path class="star" d="m10 3 2.2 4.5 5 .7-3.6 3.5.8 5-4.4-2.4-4.4 2.4.8-5L2.8 8.2l5-.7z" />
  </Icon>
);

export const QrIcon = () => (
  <Icon>
    <rect x="3" y="3" width="5" height="5" rx="1" />
    <rect x="12" y="3" width="5" height="5" rx="1" />
    <rect x="3" y="12" width="5" height="5" rx="1" />
    <path d="M12 12h2v2M17 12v2M12 17h2M17 17h0" />
  </Icon>
);

export const KeyIcon = () => (
  <Icon>
    <circle cx="6.5" cy="10" r="3.5" />
    <path d="M10 10h7.5M14.5 10v3M17 10v2" />
  </Icon>
);

export const LifebuoyIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <circle cx="10" cy="10" r="3" />
    <path d="m5 5 2.9 2.9M12.1 12.1 15 15M15 5l-2.9 2.9M7.9 12.1 5 15" />
  </Icon>
);

export const WarningIcon = () => (
  <Icon>
    <path d="M10 3 2.5 16.5h15zM10 8v4M10 14.5h0" />
  </Icon>
);

export const CameraIcon = () => (
  <Icon>
    <path d="M3 6.5h3.2l1.3-2h5l1.3 2H17v9H3z" />
    <circle cx="10" cy="11" r="2.8" />
  </Icon>
);

export const InfoIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9v5M10 6.3h0" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="10" cy="6.5" r="3" />
    <path d="M4 17c.5-3.5 2.7-5 6-5s5.5 1.5 6 5" />
  </Icon>
);

export const ProviderIcon = () => (
  <Icon>
    <rect x="3" y="6.5" width="14" height="10" rx="2" />
    <path d="M7.5 6.5V5a1.5 1.5 0 0 1 1.5-1.5h2a1.5 1.5 0 0 1 1.5 1.5v1.5M10 9v5M7.5 11.5h5" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
    <circle cx="12" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </Icon>
);
