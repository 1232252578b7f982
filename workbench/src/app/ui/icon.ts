import { Component, computed, input } from '@angular/core'

/** Outlines on a 20 × 20 field, 1.5 wide. */
const OUTLINES = {
  home: 'M3 9.5 10 3.5l7 6M5 8v8.5h10V8M8.5 16.5V12h3v4.5',
  fill: 'M4 3.5h12v13H4zM4 7.5h12M8.5 7.5v9M11 11l3 0',
  review: 'M5 3.5h10v13H5zM7.5 10.5l2 2 3.5-4',
  tasks: 'M3.5 5h1M3.5 10h1M3.5 15h1M7.5 5h9M7.5 10h9M7.5 15h9',
  quick: 'M11 3 5 11.5h4.5L9 17l6-8.5h-4.5z',
  trial: 'M4 3.5h8.5l3.5 3.5v9.5H4zM7 12l2 2 4-4.5',
  chart: 'M3.5 16.5h13M6 16V10M10 16V4.5M14 16V8',
  survey: 'M3.5 6.5h5l1.5-2h6.5v11.5h-13zM6.5 10h7M6.5 13h4.5',
  form: 'M3.5 4.5h13v11h-13zM3.5 8h13M3.5 11.8h13M8 8v7.5',
  indicator: 'M4 5.5h7M4 10h12M4 14.5h9M14.5 5.5h1.5',
  codes: 'M4 4.5h3v3H4zM4 12.5h3v3H4zM10 6h6.5M10 14h6.5',
  collapse: 'M3.5 4.5h13v11h-13zM7.5 4.5v11M13 8l-2 2 2 2',
  expand: 'M3.5 4.5h13v11h-13zM7.5 4.5v11M11 8l2 2-2 2',
  account: 'M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c.6-3 3-4.5 6-4.5s5.4 1.5 6 4.5',
  down: 'M6 8l4 4 4-4',
  right: 'M8 6l4 4-4 4',
  left: 'M12 6l-4 4 4 4',
  close: 'M5 5l10 10M15 5 5 15',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  alert: 'M10 3.5 17.5 16.5h-15zM10 8.5v4M10 14.2v.3',
  download: 'M10 3.5v9M6.5 9.5 10 13l3.5-3.5M4 16.5h12',
  add: 'M10 4v12M4 10h12',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9v4.5M10 6.3v.3',
  upload: 'M10 13V4M6.5 7.5 10 4l3.5 3.5M4 13v3.5h12V13',
  offline:
    'M3 8.5c2-1.8 4.4-2.7 7-2.7s5 .9 7 2.7M5.5 11.5c1.3-1.1 2.8-1.7 4.5-1.7s3.2.6 4.5 1.7M10 15v.5M3.5 3.5l13 13',
} as const

export type IconName = keyof typeof OUTLINES

/** A decorative outline in the colour of the text around it; the word beside it carries the meaning. */
@Component({
  selector: 'wt-icon',
  template: `<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path [attr.d]="outline()" /></svg>`,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      width: 18px;
      height: 18px;
    }
    svg {
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>()
  protected readonly outline = computed(() => OUTLINES[this.name()])
}
