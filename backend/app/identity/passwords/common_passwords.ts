/**
 * Cores of the passwords people choose most. `isCommon` takes off what people add to them, so that each stands for thousands:
 * `password` also for `P@ssw0rd2026!` and `drowssap`.
 */
const WORDS =
  `password passwd passcode pass parola mima miyao admin administrator root toor guest user test demo temp default changeme
  letmein welcome hello login logon signin access master secret private public system manager operator server network oracle mysql
  postgres database sysadmin webadmin superuser super power qwerty qwertyuiop qwert asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm
  qazwsx qazwsxedc wsxedc qweasd qweasdzxc iloveyou woaini woaiwojia woaizhongguo aini loveyou lovely love baby angel princess
  sunshine flower shadow dragon monkey tiger panda lion eagle phoenix superman batman spiderman starwars pokemon naruto football
  basketball baseball soccer hockey michael jordan jessica ashley jennifer thomas daniel charlie andrew george computer internet
  windows apple samsung huawei xiaomi iphone android google facebook twitter wechat weixin taobao alipay baidu tencent freedom
  whatever trustno nothing something summer winter spring autumn monday friday january october november december happy lucky
  cheese cookie chocolate banana orange pepper ginger money dollar diamond silver golden hunter ranger soldier killer ninja
  matrix abc abcd abcde abcdef abcdefg abcabc aabbcc aaabbb xyz zaq zaqwsx zaqxsw mnbvcxz poiuyt lkjhgf china zhongguo beijing
  shanghai shenzhen guangzhou nihao wangluo diannao gongsi caiwu renshi bangong mimamima zhangsan lisi wangwu zhangwei wangwei
  liwei liuwei wangfang lina chenjie xiaoming`
    .trim()
    .split(/\s+/)

/** What everybody here thinks of first. */
const LOCAL_WORDS =
  `hubei wuhan huangshi daye xiangyang yichang jingzhou jingmen ezhou xiaogan huanggang xianning suizhou enshi xiantao
  qianjiang tianmen shennongjia weitong weijian weijianwei weisheng weishengju wsj wjw tongji tongjiju baobiao zhibao yiyuan yy
  rmyy renminyiyuan zhongyiyuan weishengyuan wsy jikong jkzx cdc fuyou yisheng hushi jiankang hospital health`
    .trim()
    .split(/\s+/)

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '@': 'a',
  '!': 'i',
}
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
]

const both = (words: readonly string[]): Set<string> => new Set(words.flatMap((word) => [word, reversed(word)]))
const COMMON = both(WORDS)
const LOCAL = both(LOCAL_WORDS)

/**
 * Whether a password is a common word with trimmings, a run of keys, a date or a telephone number, or little but the login. `own`
 * are words of this person: login, name in letters.
 */
export function isCommon(password: string, { own, local }: { own: readonly string[]; local: boolean }): boolean {
  const lower = password.toLowerCase()
  const core = lower.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  const words = [
    core,
    plain(core),
    plain(lower),
    plain(lower).replaceAll(/[^a-z]/g, ''),
    lower.replaceAll(/[^a-z]/g, ''),
  ]
  if (words.some((word) => COMMON.has(word) || (local && LOCAL.has(word)))) return true
  if (own.some((word) => word.length >= 3 && lower.includes(word.toLowerCase()))) return true
  return new Set(lower).size < 5 || isRun(lower) || /^\D{0,3}(1[3-9]\d{9}|(19|20)\d{6}|\d{6,})\D{0,3}$/.test(lower)
}

/** Letters for the signs that stand in for them. */
function plain(text: string): string {
  return [...text].map((sign) => LEET[sign] ?? sign).join('')
}

/** Mostly neighbours on the keyboard or in the alphabet, in either direction. */
function isRun(text: string): boolean {
  let neighbours = 0
  for (let at = 1; at < text.length; at += 1) {
    const pair = text.slice(at - 1, at + 1)
    if (ROWS.some((row) => row.includes(pair) || row.includes(reversed(pair)))) neighbours += 1
  }
  return text.length > 1 && neighbours >= (text.length - 1) * 0.75
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
