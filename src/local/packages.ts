import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { inheritedVariables } from '../platform/config/shell.js';
import { onPath } from './runner.js';

/** The first of these commands on PATH, installing the package that brings it when we are root on Debian or Ubuntu; otherwise why there is none. */
export function commandOrPackage(
  wanted: { readonly name: string; readonly commands: readonly string[]; readonly package: string },
  say: (line: string) => void,
): { command: string } | { missing: string } {
  const find = () => wanted.commands.map((command) => onPath(command)).find((path) => path !== undefined);
  const installed = find();
  if (installed) return { command: installed };
  const none = `no ${wanted.commands.join(' or ')} on PATH`;
  if (userInfo().uid !== 0) return { missing: `${none}, and not root to install one` };
  if (!existsSync('/etc/debian_version') || !onPath('apt-get')) return { missing: `${none}, and not Debian or Ubuntu` };
  say(`${wanted.name} is missing: installing the package ${wanted.package} with apt-get.`);
  const env = { ...inheritedVariables(), DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: string[]) => spawnSync('apt-get', words, { env, encoding: 'utf8' });
  const install = () => apt('install', '-y', '-q', '--no-install-recommends', wanted.package);
  let done = install();
  if (done.status !== 0) {
    apt('update', '-q');
    done = install();
  }
  const command = find();
  return command
    ? { command }
    : { missing: `apt-get could not install ${wanted.package}: ${done.stderr.trim().split('\n').at(-1) ?? ''}` };
}
