// Blank lines at the end of a printed sheet, to write on.

export function SheetNotes(props: { lines: number }) {
  return (
    <>
      <p class="sheet-heading">Notes</p>
      {Array.from({ length: props.lines }, (_, line) => (
        <p key={line} class="sheet-line" />
      ))}
    </>
  );
}
