/** Small readers of unknown JSON: each says what is wrong and where, none throws, none lets an unknown key through. */
export type Report = (where: string, message: string) => void
export type Reader = (input: unknown, where: string, report: Report) => void

export const text =
  (max: number, pattern?: RegExp): Reader =>
  (input, where, report) => {
    if (typeof input !== 'string') report(where, '应为文字。')
    else if (input.length > max) report(where, `文字过长，最多 ${max} 个字。`)
    else if (pattern && !pattern.test(input)) report(where, '格式不正确。')
  }

export const whole =
  (min: number, max: number): Reader =>
  (input, where, report) => {
    if (!Number.isInteger(input) || (input as number) < min || (input as number) > max) {
      report(where, `应为 ${min} 到 ${max} 的整数。`)
    }
  }

export const bool: Reader = (input, where, report) => {
  if (typeof input !== 'boolean') report(where, '应为是或否。')
}

export const oneOf =
  (...values: readonly unknown[]): Reader =>
  (input, where, report) => {
    if (!values.includes(input)) report(where, `应为 ${values.map((value) => String(value)).join('、')} 之一。`)
  }

export const maybe =
  (reader: Reader): Reader =>
  (input, where, report) => {
    if (input !== null) reader(input, where, report)
  }

export const list =
  (reader: Reader, max: number): Reader =>
  (input, where, report) => {
    if (!Array.isArray(input)) report(where, '应为列表。')
    else if (input.length > max) report(where, `最多 ${max} 项，现有 ${input.length} 项。`)
    else input.forEach((entry, index) => reader(entry, `${where}[${index}]`, report))
  }

/** Any names, each with a value of the same shape. */
export const dictionary =
  (reader: Reader, max: number): Reader =>
  (input, where, report) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return report(where, '应为对象。')
    const entries = Object.entries(input)
    if (entries.length > max) report(where, `最多 ${max} 项，现有 ${entries.length} 项。`)
    else for (const [name, value] of entries) reader(value, `${where}.${name}`, report)
  }

/** Every field must be there; those of `optional` may be absent. */
export const record =
  (fields: Readonly<Record<string, Reader>>, optional: Readonly<Record<string, Reader>> = {}): Reader =>
  (input, where, report) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return report(where, '应为对象。')
    const prefix = where === '' ? '' : `${where}.`
    for (const key of Object.keys(input)) {
      if (!Object.hasOwn(fields, key) && !Object.hasOwn(optional, key)) report(`${prefix}${key}`, '不认识的属性。')
    }
    for (const [key, reader] of Object.entries({ ...fields, ...optional })) {
      if (Object.hasOwn(input, key)) reader((input as Record<string, unknown>)[key], `${prefix}${key}`, report)
      else if (!Object.hasOwn(optional, key)) report(`${prefix}${key}`, '缺少该属性。')
    }
  }
