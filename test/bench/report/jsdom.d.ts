// As much of jsdom, which has no types of its own, as the drawing needs.

declare module "jsdom" {
  export class JSDOM {
    constructor(html: string);
    readonly window: Window;
  }
}
