import type { ComponentChildren } from 'preact';
import { Pictogram, type PictogramName } from './pictograms.view.js';

/** Where one comes from. */
export function Back({ href, children = 'Retour' }: { href: string; children?: ComponentChildren }) {
  return (
    <p class="back">
      <a href={href}>
        <Pictogram name="back" />
        {children}
      </a>
    </p>
  );
}

/** Something to know. `success` and `warning` are announced. */
export function Notice(props: {
  kind: 'info' | 'success' | 'warning' | 'danger';
  title?: string;
  children?: ComponentChildren;
}) {
  const icons = { info: 'info', success: 'tick', warning: 'warning', danger: 'warning' } as const;
  return (
    <div
      class={`notice ${props.kind}`}
      role={props.kind === 'success' || props.kind === 'warning' ? 'status' : undefined}
    >
      <Pictogram name={icons[props.kind]} />
      <div>
        {props.title && <p class="notice-title">{props.title}</p>}
        {props.children}
      </div>
    </div>
  );
}

/** "Étape 2 sur 6", with a bar that says the same to the eye. */
export function Steps({ now, of }: { now: number; of: number }) {
  return (
    <div class="steps">
      <p>
        Étape {now} sur {of}
      </p>
      <progress value={now} max={of} aria-hidden="true" />
    </div>
  );
}

export interface Line {
  readonly label: string;
  readonly value: ComponentChildren;
  /** Address where this line is changed. */
  readonly change?: string | undefined;
}

/** What was answered, line by line, each with its "Modifier". */
export function Summary({ lines }: { lines: readonly Line[] }) {
  return (
    <dl class="summary">
      {lines.map(({ label, value, change }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {change && (
            <dd class="change">
              <a href={change}>
                Modifier<span class="hidden"> : {label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

/** Facts with a picture before each. */
export function Facts({
  facts,
}: {
  facts: readonly { icon: PictogramName; label: string; value: ComponentChildren }[];
}) {
  return (
    <dl class="facts">
      {facts.map(({ icon, label, value }) => (
        <div key={label}>
          <dt>
            <Pictogram name={icon} />
            {label}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Nothing here: why, and what to do next. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** Pages of a list, as plain links. `href` gives the address of a page. Nothing for a single page. */
export function Pagination(props: { page: number; pages: number; href: (page: number) => string }) {
  const { page, pages, href } = props;
  if (pages <= 1) return null;
  return (
    <nav class="pagination" aria-label="Pages">
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          Page précédente
        </a>
      )}
      <span>
        Page {page} sur {pages}
      </span>
      {page < pages && (
        <a href={href(page + 1)} rel="next">
          Page suivante
        </a>
      )}
    </nav>
  );
}
