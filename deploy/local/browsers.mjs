import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { installPackages, unpackPackages } from './apt.mjs'
import { ROOT } from './place.mjs'
import { run } from './processes.mjs'
import { Trouble } from './trouble.mjs'

const SYSTEM_CHROMIUM = '/usr/bin/chromium'
const CHINESE_FONT = /cjk|wqy|source-?han|uming|ukai|droidsansfallback/i
const OLD_CHROMIUM = join(ROOT, 'node_modules/@sparticuz/chromium/bin')

/**
 * What the browser tests need: Debian's Chromium, Chromium 109 (the last for Windows 7) and a Chinese font. Root installs
 * what is missing, others get it unpacked into the data directory.
 * @param {import('./place.mjs').Place} place
 * @returns {Promise<{ CHROMIUM: string, CHROMIUM_109: string }>} programs to start, to be put into the environment
 */
export async function prepareBrowsers(place) {
  const folder = join(place.dataDir, 'browsers')
  mkdirSync(folder, { recursive: true })
  const fonts = await prepareFont(folder)
  const { command, libraries } = await prepareChromium(folder)
  const old = await unpackOldChromium(folder)
  const programs = {
    CHROMIUM: writeLauncher(join(folder, 'chromium.sh'), { command, libraries, fonts }),
    CHROMIUM_109: writeLauncher(join(folder, 'chromium-109.sh'), {
      command: join(old, 'chromium'),
      libraries: [...libraries, join(old, 'lib')],
      fonts,
    }),
  }
  for (const program of Object.values(programs)) await checkStarts(program)
  return programs
}

/**
 * @param {string} folder
 * @returns {Promise<string | undefined>} a fontconfig file, where the system has no Chinese font of its own
 */
async function prepareFont(folder) {
  const systemFolders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.fonts'),
    join(homedir(), '.local/share/fonts'),
  ]
  if (systemFolders.some(hasChineseFont)) return undefined
  if (process.getuid?.() === 0) {
    await installPackages(['fonts-noto-cjk'])
    return undefined
  }
  const unpacked = join(folder, 'fonts')
  if (!existsSync(unpacked)) await unpackPackages(['fonts-noto-cjk'], unpacked)
  const config = join(folder, 'fonts.conf')
  writeFileSync(
    config,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${unpacked}</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>\n`,
  )
  return config
}

/** @param {string} folder */
function hasChineseFont(folder) {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => CHINESE_FONT.test(name))
  )
}

/**
 * @param {string} folder
 * @returns {Promise<{ command: string, libraries: string[] }>}
 */
async function prepareChromium(folder) {
  if (existsSync(SYSTEM_CHROMIUM)) return { command: SYSTEM_CHROMIUM, libraries: [] }
  if (process.getuid?.() === 0) {
    await installPackages(['chromium'])
    return { command: SYSTEM_CHROMIUM, libraries: [] }
  }
  const unpacked = join(folder, 'chromium')
  if (!existsSync(unpacked)) await unpackPackages(['chromium'], unpacked)
  const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  const libraries = [`usr/lib/${triplet}`, `lib/${triplet}`, `usr/lib/${triplet}/pulseaudio`].map((path) =>
    join(unpacked, path),
  )
  return { command: join(unpacked, 'usr/lib/chromium/chromium'), libraries }
}

/**
 * @param {string} folder
 * @returns {Promise<string>} a folder with `chromium` and the libraries it brings along in `lib`
 */
async function unpackOldChromium(folder) {
  const target = join(folder, 'chromium-109')
  if (existsSync(target)) return target
  const half = `${target}.${process.pid}`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half)
  const content = (/** @type {string} */ name) => brotliDecompressSync(readFileSync(join(OLD_CHROMIUM, name)))
  writeFileSync(join(half, 'chromium'), content('chromium.br'), { mode: 0o755 })
  for (const archive of ['aws', 'swiftshader']) {
    const file = join(half, `${archive}.tar`)
    writeFileSync(file, content(`${archive}.tar.br`))
    const unpacked = await run('tar', ['-xf', file, '-C', half, '--no-same-owner'])
    if (unpacked.code !== 0) throw new Trouble(`解包 ${archive}.tar 失败`, unpacked.output)
    rmSync(file)
  }
  renameSync(half, target)
  return target
}

/**
 * A script, since Playwright hands its whole environment to the browser and only one of two browsers may get a library path.
 * @param {string} file
 * @param {{ command: string, libraries: readonly string[], fonts: string | undefined }} launch
 * @returns {string} the file
 */
function writeLauncher(file, { command, libraries, fonts }) {
  const lines = [
    '#!/bin/sh',
    ...(libraries.length > 0 ? [`export LD_LIBRARY_PATH='${libraries.join(':')}'`] : []),
    ...(fonts ? [`export FONTCONFIG_FILE='${fonts}'`] : []),
    `exec '${command}' "$@"`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o755 })
  return file
}

/** @param {string} program */
async function checkStarts(program) {
  const { code, output } = await run(program, ['--version', '--no-sandbox'])
  if (code !== 0) {
    throw new Trouble(
      `浏览器无法启动：${program}。请以 root 运行 apt-get install chromium fonts-noto-cjk 后重试。`,
      output.trim(),
    )
  }
}
