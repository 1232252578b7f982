import { Component, input } from '@angular/core'

/** What one must know about a form before using it: 敏感, and 待核对 while nobody has compared it with the official one. */
@Component({
  selector: 'wt-form-marks',
  template: `
    @if (secrecy() === 'sensitive') {
      <span class="sensitive" title="敏感报表：只在允许的专网环境中使用，不得外传。">敏感</span>
    }
    @if (unverified(); as why) {
      <span class="unverified" [title]="why">待核对</span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    span {
      flex: none;
      padding: 1px 6px;
      border-radius: var(--radius);
      font-size: var(--size-small);
      font-weight: 400;
      white-space: nowrap;
    }
    .sensitive {
      background: var(--bad-soft);
      color: var(--bad);
    }
    .unverified {
      background: var(--warn-soft);
      color: var(--warn);
    }
  `,
})
export class FormMarks {
  readonly secrecy = input.required<string>()
  /** Why the form is to be compared; nothing when it need not be. */
  readonly unverified = input<string | null | undefined>(null)
}
