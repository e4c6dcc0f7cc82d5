// What a page of the fill corpus is: the page as a site would serve it, and what is right for it. The
// pages are written after real sites, without regard to how Waykey tells fields apart.

/** What a code is asked for; `none` where nothing is asked for that Waykey could tell or say. */
export const SCREENS = ["one-time", "texted", "emailed", "recovery", "none"] as const;
export type Screen = (typeof SCREENS)[number];

/**
 * Where an element is: a CSS selector, `>>>` before what is in an open shadow root. In a frame it has
 * the name of one of the page's `frames`.
 */
export type Spot = string | { readonly frame: string; readonly at: string };

export type FieldPage = {
  readonly name: string;
  /** headway.co unless said otherwise. */
  readonly host?: "headway.co" | "sigmund.headway.co";
  readonly title: string;
  /** English unless said otherwise. */
  readonly lang?: "es" | "de" | "fr" | "pt";
  readonly style?: string;
  readonly body: string;
  /** File names of ./widgets.ts. */
  readonly widget?: string;
  /** Documents for frames, served by name at `/frames/NAME` of every host. */
  readonly frames?: Readonly<Record<string, string>>;
  /** What a person presses, one after the other, before opening Waykey. */
  readonly presses?: readonly string[];
  readonly screen: Screen;
  /**
   * What holds the code after a fill: one element, or several that hold it together. Null: no field of the
   * page may be changed. Fields that are not named may never be changed.
   */
  readonly fill: Spot | readonly string[] | null;
  /** Where the page itself holds what was filled, such as a framework's state or a hidden input. */
  readonly state?: string;
  /** Fields that the page's own script writes, such as a widget's copy for its form. */
  readonly mirrors?: readonly Spot[];
  /** Fields that a person does not see or cannot use. They stay as they are, filled in or not. */
  readonly stays?: readonly Spot[];
  /** Whether the page shows a new recovery code to keep. */
  readonly shows?: boolean;
  /** Why Waykey cannot tell this screen. It counts as a miss, and nothing may be said or touched on it. */
  readonly beyond?: string;
  /** Why the answer is right, where that can be argued. */
  readonly why?: string;
};

export type Family = { readonly name: string; readonly pages: readonly FieldPage[] };

/** The selectors of boxes that have ids counted from `from`, such as `#digit-1` to `#digit-6`. */
export function boxIds(start: string, from: number, count = 6): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${start}${from + at}`);
}
