import { Schema } from '@formily/json-schema'

/**
 * Formily's own compiler turns `{{ … }}` strings into functions by `new Function`. Forms are data here: what reacts is
 * compiled by the kernel, so this compiler refuses every such string, and our pages can forbid `eval` altogether.
 */
Schema.registerCompiler((expression: string) => {
  throw new Error(`a form schema must not carry code: {{${expression}}}`)
})

/** Reads a schema as published. Throws where it is no object schema, or where a string in it is code. */
export function readSchema(json: Readonly<Record<string, unknown>>): Schema {
  refuseCode(json)
  if (json['type'] !== 'object' || typeof json['properties'] !== 'object') throw new Error('not an object schema')
  return new Schema(json)
}

function refuseCode(part: unknown): void {
  if (typeof part === 'string') {
    if (part.includes('{{')) throw new Error(`a form schema must not carry code: ${part}`)
  } else if (typeof part === 'object' && part !== null) {
    for (const child of Object.values(part)) refuseCode(child)
  }
}

/** A property of a schema with its name, in the order of `x-index`. */
export interface NamedSchema {
  readonly key: string
  readonly schema: Schema
}

export function propertiesOf(schema: Schema): readonly NamedSchema[] {
  return Schema.getOrderProperties(schema).map((each) => ({ key: String(each.key), schema: each.schema as Schema }))
}
