/** The folders in which commands are looked up, as the shell that started us has them. */
export function commandPath(): string {
  return process.env['PATH'] ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
}

/** The variables that a command of the system is given: those of the shell that started us. */
export function inheritedVariables(): NodeJS.ProcessEnv {
  return { ...process.env };
}
