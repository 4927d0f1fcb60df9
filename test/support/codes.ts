import type { TestApp } from './test-app.js';

/** The six digits of this attempt, as its addressee reads them. */
export async function codeOf(app: TestApp, attemptId: string): Promise<string> {
  return /\b(\d{6})\b/.exec(await bodyOf(app, attemptId))?.[1] ?? '';
}

/** The token of the link in the mail of this attempt. */
export async function linkOf(app: TestApp, attemptId: string): Promise<string> {
  return /\/connexion\/lien\/([\w-]{43})/.exec(await bodyOf(app, attemptId))?.[1] ?? '';
}

async function bodyOf(app: TestApp, attemptId: string): Promise<string> {
  const [message] = await app.database.query<{ body_text: string }>(
    'SELECT body_text FROM messages WHERE dedup_key = $1',
    [`code-${attemptId}`],
  );
  return message?.body_text ?? '';
}
