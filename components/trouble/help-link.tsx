// Leads to the page of help for those who can't sign in to Headway.

export function HelpLink() {
  return (
    <a class="button button-quiet button-wide" href="help.html" target="_blank">
      Trouble signing in to Headway?
    </a>
  );
}
