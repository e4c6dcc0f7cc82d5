// A person at the stand-in site: knows its pages, does what Headway's help page says, and nothing of
// Waykey's.

import type { Page } from "puppeteer";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { press, pressLink, sees } from "./screen.ts";

export type Role = "client" | "provider";

export class Person {
  readonly rig: Rig;
  readonly page: Page;
  readonly role: Role;
  readonly email: string;
  readonly password: string;

  constructor(rig: Rig, page: Page, role: Role, email: string) {
    this.rig = rig;
    this.page = page;
    this.role = role;
    this.email = email;
    this.password = `a password of ${email}`;
  }

  get origin(): string {
    return this.role === "client" ? "https://headway.co" : "https://sigmund.headway.co";
  }

  async goto(path: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.goto(`${this.origin}${path}`);
  }

  async #type(selector: string, text: string): Promise<void> {
    await this.page.locator(selector).fill(text);
  }

  async signUp(): Promise<void> {
    await this.goto("/signup");
    await this.#type("input[name=email]", this.email);
    await this.#type("input[name=password]", this.password);
    await press(this.page, "Sign up");
    await sees(this.page, this.role === "client" ? `Signed in as ${this.email}` : "Settings");
  }

  /** Up to the second factor. */
  async logIn(): Promise<void> {
    await this.goto("/login");
    await this.#type("input[name=email]", this.email);
    await this.#type("input[name=password]", this.password);
    await press(this.page, "Log in");
    await this.page.waitForFunction(() => location.pathname !== "/login");
  }

  async logOut(): Promise<void> {
    await this.page.bringToFront();
    await press(this.page, "Log out");
    await this.page.waitForFunction(() => document.querySelector("a[href='/login']") !== null);
  }

  /** Presses *Enroll* beside a method of Settings. */
  async enroll(method: "otp" | "phone" | "platform" | "roaming" | "recovery"): Promise<void> {
    await this.goto(this.role === "client" ? "/settings" : "/settings/login");
    await this.#seesDevices();
    await this.page.locator(`li[data-method=${method}] button`).click();
    await this.page.waitForFunction(
      () => location.pathname.startsWith("/enroll") && document.readyState === "complete",
    );
  }

  /** Before the page knows what the device can, its methods move, and a click goes to the next one. */
  async #seesDevices(): Promise<void> {
    await this.page.waitForSelector("main");
    await this.page.waitForFunction(() => document.querySelector("[data-needs-platform]") === null);
  }

  async continue(): Promise<void> {
    await this.page.bringToFront();
    await this.#leaveBy("Continue");
  }

  /** Hands in the filled code, unless the page did so by itself when it was complete. */
  async submitCode(): Promise<void> {
    await this.page.bringToFront();
    const asks = () => this.page.evaluate(() => location.pathname.endsWith("/otp"));
    if (await asks()) await press(this.page, "Continue");
    await until("the site to go on", async () => !(await asks().catch(() => true)));
  }

  async hasEnrolled(): Promise<void> {
    await this.page.waitForFunction(() => location.pathname.startsWith("/settings"));
  }

  async #leaveBy(button: string): Promise<void> {
    await Promise.all([this.page.waitForNavigation(), press(this.page, button)]);
  }

  async recordRecoveryCode(): Promise<void> {
    await this.page.bringToFront();
    await this.page.locator("input[name=recorded]").click();
    await this.#leaveBy("Continue");
  }

  async tryAnotherMethod(label: string): Promise<void> {
    await this.page.bringToFront();
    await this.#leaveBy("Try another method");
    await this.#seesDevices();
    await this.#leaveBy(label);
  }

  /** The site takes no second code of a time step: plays that some time passes before the next one. */
  letTimePass(): void {
    this.rig.world.site.state.forgetUsedStep(this.role, this.email);
  }

  async isSignedIn(): Promise<void> {
    await sees(this.page, `Signed in as ${this.email}`);
  }

  /** What Headway's help says of a reset; of a provider, support has allowed it. */
  async reset(): Promise<void> {
    if (this.role === "provider") {
      await this.goto("/settings/login");
      await this.#leaveBy("Reset");
      return;
    }
    await this.goto("/account/reset-2fa");
    await this.#type("input[name=password]", this.password);
    await this.#leaveBy("Continue");
  }

  /** The recovery code that the page shows. */
  async shownRecoveryCode(): Promise<string> {
    const element = await this.page.waitForSelector("code.recovery");
    return (await element?.evaluate((node) => node.textContent)) ?? "";
  }

  async followLink(name: string): Promise<void> {
    await pressLink(this.page, name);
  }
}
