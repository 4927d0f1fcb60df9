import type { ComponentChildren } from 'preact';
import type { PageCookie } from './cookies.js';

/** A page to show inside the layout. */
export interface View {
  /** Words of the tab, before the name of the instance. One h1 in `body` says the same. */
  readonly title: string;
  readonly body: ComponentChildren;
  /** 200 unless told. */
  readonly status?: number;
  /** What search engines show under the title. Pages without one are not to be indexed. */
  readonly description?: string;
  /** The form has errors: the tab says so first. */
  readonly failed?: boolean;
  /** Structured data for search engines (schema.org), written as JSON-LD. */
  readonly structured?: object;
  /** Scripts that make this page nicer, by file name in `browser`. The page works without. */
  readonly scripts?: readonly string[];
  /** Style sheets beyond the common one, by file name in `assets`. */
  readonly styles?: readonly string[];
  /** Which entry of the navigation this page belongs to. */
  readonly section?: 'offers' | 'missions' | 'space' | 'help' | undefined;
  readonly cookies?: readonly PageCookie[];
}

/** After a form: see another page. `to` is a path of this site. */
export interface Redirect {
  readonly to: string;
  readonly cookies?: readonly PageCookie[];
  /** 303 unless told: the answer to a form is read with GET. */
  readonly status?: 302 | 303 | 308;
}

/** A file, kept or shown by the browser. */
export interface Download {
  readonly bytes: Buffer | string;
  readonly type: string;
  readonly fileName: string;
  /** Shown in the browser rather than kept. */
  readonly shown?: boolean;
}

export type PageAnswer = View | Redirect | Download;
