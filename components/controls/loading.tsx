// Holds the place of something on its way. It appears only after a moment, so that quick answers
// do not flicker.

export function Loading(props: { label: string }) {
  return (
    <div class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      <span>{props.label}</span>
    </div>
  );
}
