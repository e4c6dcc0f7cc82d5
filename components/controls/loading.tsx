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

/** The same in the place of a whole page, which has its landmark and its heading while it is on its way, too. */
export function LoadingScreen(props: { label: string }) {
  return (
    <main>
      <h1 class="visually-hidden">Waykey</h1>
      <Loading label={props.label} />
    </main>
  );
}
