import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './processes.mjs'
import { Trouble } from './trouble.mjs'

const REFUSES_SERVICES = '/usr/sbin/policy-rc.d'
const QUIET = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }

/**
 * Installs Debian packages as root, without letting them start services of their own.
 * @param {readonly string[]} packages
 * @throws {Trouble} with apt's last words
 */
export async function installPackages(packages) {
  const guard = !existsSync(REFUSES_SERVICES)
  if (guard) writeFileSync(REFUSES_SERVICES, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    const env = { ...process.env, ...QUIET }
    const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', '-qq', ...packages], { env })
    let result = await install()
    if (result.code !== 0) {
      await run('apt-get', ['update', '-qq'], { env })
      result = await install()
    }
    if (result.code !== 0) throw new Trouble(`安装系统软件包失败：${packages.join(' ')}`, lastLines(result.output))
  } finally {
    if (guard) rmSync(REFUSES_SERVICES, { force: true })
  }
}

/**
 * Unpacks Debian packages, and those of their dependencies the machine lacks, into a directory: the way for people
 * without root. Uses the machine's package lists, or fetches lists of its own when the machine has none.
 * @param {readonly string[]} packages
 * @param {string} target
 * @throws {Trouble} with apt's last words
 */
export async function unpackPackages(packages, target) {
  const work = `${target}.apt`
  mkdirSync(join(work, 'lists/partial'), { recursive: true })
  mkdirSync(join(work, 'debs'), { recursive: true })
  try {
    /** @type {string[]} */
    let options = ['-o', `Dir::Cache=${work}`]
    const simulate = () =>
      run('apt-get', [...options, '--no-install-recommends', '-s', 'install', ...packages], {
        env: { ...process.env, ...QUIET },
      })
    let plan = await simulate()
    if (plan.code !== 0) {
      options = [...options, '-o', `Dir::State::lists=${work}/lists`, '-o', 'APT::Sandbox::User=']
      await run('apt-get', [...options, 'update', '-qq'], { env: { ...process.env, ...QUIET } })
      plan = await simulate()
    }
    const missing = [...plan.output.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? '')
    if (plan.code !== 0 || missing.length === 0) {
      throw new Trouble(`找不到系统软件包：${packages.join(' ')}`, lastLines(plan.output))
    }
    const fetched = await run('apt-get', [...options, 'download', ...missing], {
      cwd: join(work, 'debs'),
      env: { ...process.env, ...QUIET },
    })
    if (fetched.code !== 0) throw new Trouble(`下载系统软件包失败：${missing.join(' ')}`, lastLines(fetched.output))
    for (const deb of readdirSync(join(work, 'debs'))) {
      const unpacked = await run('dpkg', ['-x', join(work, 'debs', deb), target])
      if (unpacked.code !== 0) throw new Trouble(`解包 ${deb} 失败`, lastLines(unpacked.output))
    }
  } catch (error) {
    rmSync(target, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string} output */
const lastLines = (output) => output.trim().split('\n').slice(-8).join('\n')
