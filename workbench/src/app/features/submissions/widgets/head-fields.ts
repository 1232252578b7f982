import { Component, inject, input } from '@angular/core'
import type { VoidField } from '@formily/core'
import type { Schema } from '@formily/json-schema'
import { SchemaFields } from '../../../formily/schema-fields.js'
import { OpenReport } from '../report/open-report.js'

/** The head of the paper: title, the frame the law asks for, what unit and period it is about, the unit of the figures. */
@Component({
  selector: 'wt-head-fields',
  imports: [SchemaFields],
  template: `
    <h2>{{ template.title }}</h2>
    <div class="below">
      <div class="items">
        <wt-schema-fields [schema]="schema()" [base]="field().address.toString()" />
        @if (template.unitNote) {
          <p><span class="word">计量单位：</span>{{ template.unitNote }}</p>
        }
      </div>
      <dl class="legal">
        @for (line of legal; track line.word) {
          <div>
            <dt>{{ line.word }}：</dt>
            <dd>{{ line.text }}</dd>
          </div>
        }
      </dl>
    </div>
  `,
  styleUrl: './head-fields.css',
})
export class HeadFields {
  readonly field = input.required<VoidField>()
  readonly schema = input.required<Schema>()
  protected readonly template = inject(OpenReport).template
  protected readonly legal = legalLines(this.template.legal)
}

function legalLines(legal: OpenReport['template']['legal']): readonly { word: string; text: string }[] {
  const [year = '', month] = legal.validUntil.split('-')
  const until = year === '' ? '' : `${year}年${month ? `${Number(month)}月` : ''}`
  return [
    { word: '表　　号', text: legal.tableNo },
    { word: '制定机关', text: legal.maker },
    { word: '批准机关', text: legal.approver },
    { word: '批准文号', text: legal.approvalNo },
    { word: '有效期至', text: until },
  ]
}
