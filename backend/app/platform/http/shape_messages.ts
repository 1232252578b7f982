import vine, { SimpleMessagesProvider } from '@vinejs/vine'

/** Shape errors in Chinese, for every validator of the process. `where` names the property, so the sentence does not. */
export function speakChinese(): void {
  vine.messagesProvider = new SimpleMessagesProvider({
    required: '必须填写。',
    string: '应为文字。',
    number: '应为数字。',
    boolean: '应为是或否。',
    object: '应为一组属性。',
    array: '应为列表。',
    enum: '应为 {{ choices }} 之一。',
    regex: '格式不正确。',
    uuid: '应为操作编号。',
    minLength: '至少 {{ min }} 个字符。',
    maxLength: '最多 {{ max }} 个字符。',
    'array.minLength': '至少 {{ min }} 项。',
    'array.maxLength': '最多 {{ max }} 项。',
    min: '不能小于 {{ min }}。',
    max: '不能大于 {{ max }}。',
    withoutDecimals: '应为整数。',
  })
}
