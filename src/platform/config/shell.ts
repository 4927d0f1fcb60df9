import { existsSync } from 'node:fs';

/** The folders in which commands are looked up, as the shell that started us has them. */
export function commandPath(): string {
  return process.env['PATH'] ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
}

/** The variables that a command of the system is given: those of the shell that started us. */
export function inheritedVariables(): NodeJS.ProcessEnv {
  return { ...process.env };
}

/** Reads settings from the first of these files that exists; variables already set keep their value. Returns which one. */
export function readSettingsFile(...files: string[]): string | undefined {
  const file = files.find((path) => existsSync(path));
  if (file !== undefined) process.loadEnvFile(file);
  return file;
}

/** Whether the variable is set to something. */
export function isSet(variable: string): boolean {
  return (process.env[variable] ?? '') !== '';
}
