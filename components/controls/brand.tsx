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
function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 128 128" width="28" height="28" aria-hidden="true">
      <rect class="brand-ground" width="128" height="128" rx="30" />
      <g class="brand-key">
        <circle cx="42" cy="42" r="19" />
        <path d="M56 56 L68 68 C80 80 62 88 72 98 L100 98" />
        <path d="M88 98 L88 82" />
      </g>
      <circle class="brand-dot" cx="42" cy="42" r="6.5" />
    </svg>
  );
}
