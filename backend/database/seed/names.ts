import type { Random } from './random.js'

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷',
]
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国红玉兰志文斌海燕春梅辉波峰宁宇晨雪琴凯健俊帆雨欣佳怡思远正义永康安成家庭学东新立振宏',
]
const VILLAGE_FIRST = [...'东西南北上下大小新老长高金石白青黄龙凤双三五太永兴和平安乐']
const VILLAGE_SECOND = [...'塘冲桥湾垅坪畈堰坡岭泉井湖港洲屋庄店铺塆墩']
const CLINIC = [...'仁济安康和同德惠民益福寿长春普爱众泰华佑慈保健全佳瑞诚信']

export function personName(random: Random): string {
  return random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.6) ? random.pick(GIVEN) : '')
}

/** No real number begins like this. */
export function inventedPhone(random: Random): string {
  return `010-0000${String(random.integer(0, 9999)).padStart(4, '0')}`
}

/** Different village names, e.g. 石桥村. */
export function villageNames(random: Random, count: number): string[] {
  const all = VILLAGE_FIRST.flatMap((first) => VILLAGE_SECOND.map((second) => `${first}${second}村`))
  return random.shuffled(all).slice(0, count)
}

/** Different names of shops, e.g. 仁和. */
export function clinicNames(random: Random, count: number): string[] {
  const all = CLINIC.flatMap((first) => CLINIC.filter((second) => second !== first).map((second) => first + second))
  return random.shuffled(all).slice(0, count)
}
