// Waykey's mark: a key whose shaft is a path with a turn in it.

export function Brand() {
  return (
    <span class="brand">
      <BrandMark />
      <span>Waykey</span>
    </span>
  );
}

/** The same drawing as public/icon.svg. */
export function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 128 128" width="28" height="28" aria-hidden="true">
      <rect class="brand-ground" width="128" height="128" rx="30" />
      <g
        class="brand-key"
        fill="none"
        stroke-width="11"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        <circle cx="45" cy="43" r="19" />
        <path d="M58 57 L72 71 Q82 81 72 91 L66 97" />
        <path d="M76 81 L98 81 L98 97" />
      </g>
      <circle class="brand-dot" cx="45" cy="43" r="6" />
    </svg>
  );
}
