import type { TestApp } from './test-app.js';

export interface WebAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser without its window: keeps cookies, reads pages, sends forms with the token of the page they stand on. */
export class WebVisitor {
  private readonly cookies = new Map<string, string>();

  /** `from`: the address that a trusted proxy says this browser has. */
  constructor(
    private readonly app: TestApp,
    private readonly from?: string,
  ) {}

  /** Reads a page; redirections are not followed. */
  async get(path: string): Promise<WebAnswer> {
    return this.ask('GET', path);
  }

  /** Opens the page, then sends its form with these fields. `at`: where the form stands when it is not the page itself. */
  async send(path: string, fields: Record<string, string | readonly string[]>, at = path): Promise<WebAnswer> {
    const page = await this.get(at);
    return this.post(path, { _csrf: csrfIn(page.text), ...fields });
  }

  /** Sends a form as it is given, without opening a page first. */
  async post(path: string, fields: Record<string, string | readonly string[]>): Promise<WebAnswer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const item of typeof value === 'string' ? [value] : value) body.append(name, item);
    }
    return this.ask('POST', path, body);
  }

  /** Reads what the answer redirects to. */
  async follow(answer: WebAnswer): Promise<WebAnswer> {
    const to = answer.headers.get('location');
    if (to === null) throw new Error(`Not a redirection: ${answer.status} ${answer.text.slice(0, 200)}`);
    return this.get(to);
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  private async ask(method: string, path: string, body?: URLSearchParams): Promise<WebAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.app.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(cookie !== '' && { cookie }),
        ...(this.from && { 'x-forwarded-for': this.from }),
      },
      ...(body && { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

/** The token of the page's first form. */
export function csrfIn(html: string): string {
  return /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
}

/** The words of a page as a person reads them: without tags, spaces made single. */
export function wordsOf(html: string): string {
  return html
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|&#x27;/g, '’')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
