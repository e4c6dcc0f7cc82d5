// Angular Material: a form field with matInput and a reactive form, compiled in the browser.

import "@angular/compiler";
import { Component, provideZonelessChangeDetection, signal } from "@angular/core";
import { FormControl, ReactiveFormsModule, Validators } from "@angular/forms";
import { MatButtonModule } from "@angular/material/button";
import { MatFormFieldModule } from "@angular/material/form-field";
import { MatInputModule } from "@angular/material/input";
import { bootstrapApplication } from "@angular/platform-browser";

class AngularScreen {
  readonly code = new FormControl("", {
    nonNullable: true,
    validators: [Validators.pattern(/^\d{6}$/)],
  });
  readonly held = signal("");
  constructor() {
    this.code.valueChanges.subscribe((value) => this.held.set(value));
  }
}

const Compiled = Component({
  selector: "app-root",
  imports: [ReactiveFormsModule, MatFormFieldModule, MatInputModule, MatButtonModule],
  template: `<h1>Verify your identity</h1>
    <mat-form-field appearance="outline">
      <mat-label>Authenticator code</mat-label>
      <input matInput [formControl]="code" inputmode="numeric" autocomplete="one-time-code" />
      <mat-hint>6 digits from your authenticator app</mat-hint>
    </mat-form-field>
    <button mat-flat-button type="button" [disabled]="code.invalid">Continue</button>
    <output hidden>{{ held() }}</output>`,
})(AngularScreen) as typeof AngularScreen | undefined;

await bootstrapApplication(Compiled ?? AngularScreen, {
  providers: [provideZonelessChangeDetection()],
});
