import type { ComponentChildren } from 'preact';
import { type FieldErrors, type FormFields, textOf, textsOf } from './forms.js';
import type { Pictogram as TaskPictogramName } from '../../candidates/trade-tasks.rules.js';
import { Pictogram, type PictogramName, TaskPictogram } from './pictograms.view.js';

/** What every field is given: what was typed and what was wrong with it. */
export interface Typed {
  readonly values?: FormFields | undefined;
  readonly errors?: FieldErrors | undefined;
}

interface FieldProps extends Typed {
  readonly name: string;
  readonly label: string;
  /** One short sentence under the label. */
  readonly hint?: string | undefined;
  readonly optional?: boolean;
}

/** A form of a page: posts to the page's own address, with its token. Never checked by the browser: our messages are plainer. */
export function Form(props: { csrf: string; action?: string; children: ComponentChildren; class?: string }) {
  return (
    <form method="post" action={props.action} class={props.class ?? 'form'} noValidate>
      <input type="hidden" name="_csrf" value={props.csrf} />
      {props.children}
    </form>
  );
}

/** All the errors at the top, each leading to its field. Takes the focus. Shows nothing when there is none. */
export function ErrorSummary({ errors }: { errors?: FieldErrors | undefined }) {
  const entries = Object.entries(errors ?? {});
  if (entries.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noAutofocus: after a refused form the list of errors takes the focus (RGAA 11.10)
    <div class="errors" role="alert" tabIndex={-1} autoFocus>
      <h2>Il y a un problème</h2>
      <ul>
        {entries.map(([field, message]) => (
          <li key={field}>{field === 'form' ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

function Label({ name, label, hint, optional, error }: FieldProps & { error: string | undefined }) {
  return (
    <>
      <label for={name}>
        {label}
        {optional && <span class="optional"> (facultatif)</span>}
      </label>
      {hint && (
        <p class="hint" id={`${name}-aide`}>
          {hint}
        </p>
      )}
      <FieldError name={name} error={error} />
    </>
  );
}

function FieldError({ name, error }: { name: string; error: string | undefined }) {
  if (error === undefined) return null;
  return (
    <p class="error" id={`${name}-erreur`}>
      <span class="hidden">Erreur : </span>
      {error}
    </p>
  );
}

/** The texts that describe a field: its hint and its error. */
function describedBy(name: string, hint: string | undefined, error: string | undefined): string | undefined {
  const ids = [hint && `${name}-aide`, error && `${name}-erreur`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'tel' | 'email' | 'search';
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'decimal';
  /** Token of HTML: given-name, tel, email, postal-code, one-time-code… */
  readonly autoComplete?: string;
  /** Expected width in characters, so that the box says how much is awaited. */
  readonly width?: 4 | 8 | 16;
  readonly maxLength?: number;
  readonly list?: string;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { name, hint, values, errors } = props;
  const error = errors?.[name];
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <Label {...props} error={error} />
      <input
        id={name}
        name={name}
        type={props.type ?? 'text'}
        value={textOf(values, name)}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete}
        maxLength={props.maxLength}
        list={props.list}
        class={props.width ? `w${props.width}` : undefined}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  );
}

/** Several lines of text. */
export function TextArea(props: FieldProps & { readonly rows?: number; readonly maxLength?: number }) {
  const { name, hint, values, errors } = props;
  const error = errors?.[name];
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <Label {...props} error={error} />
      <textarea
        id={name}
        name={name}
        rows={props.rows ?? 5}
        maxLength={props.maxLength}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? 'true' : undefined}
      >
        {textOf(values, name)}
      </textarea>
    </div>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon?: PictogramName | undefined;
  /** The picture of a task of a trade. */
  readonly task?: TaskPictogramName | undefined;
}

/** A list to open; for long closed lists only, since few options are better seen at once. */
export function Select(props: FieldProps & { readonly options: readonly Option[] }) {
  const { name, hint, values, errors, options } = props;
  const error = errors?.[name];
  const chosen = textOf(values, name);
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <Label {...props} error={error} />
      <select
        id={name}
        name={name}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error ? 'true' : undefined}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ChoicesProps extends Typed {
  readonly kind: 'radio' | 'checkbox';
  readonly name: string;
  readonly legend: string;
  readonly hint?: string | undefined;
  readonly options: readonly Option[];
  /** The question is the page's title. */
  readonly asTitle?: boolean;
  /** Side by side with a picture above, for short words. */
  readonly tiles?: boolean;
}

/** One of several (radio) or any of several (checkbox), with large targets. The first option carries the field's id, for the summary of errors. */
export function Choices(props: ChoicesProps) {
  const { kind, name, legend, hint, options, values, errors, asTitle, tiles } = props;
  const error = errors?.[name];
  const chosen = textsOf(values, name);
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={describedBy(name, hint, error)}>
      <legend>{asTitle ? <h1>{legend}</h1> : legend}</legend>
      {hint && (
        <p class="hint" id={`${name}-aide`}>
          {hint}
        </p>
      )}
      <FieldError name={name} error={error} />
      <div class={tiles ? 'choices tiles' : 'choices'}>
        {options.map((option, i) => (
          <label key={option.value} class="choice">
            <input
              type={kind}
              id={i === 0 ? name : `${name}-${option.value}`}
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
            />
            {option.icon && <Pictogram name={option.icon} />}
            {option.task && <TaskPictogram name={option.task} large={tiles === true} />}
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly kind?: 'primary' | 'secondary' | 'danger';
  /** Tells which of several buttons was pressed. */
  readonly name?: string;
  readonly value?: string;
}

/** Sends the form. Never disabled. */
export function Button({ children, kind = 'primary', ...rest }: ButtonProps) {
  return (
    <button type="submit" class={`button ${kind}`} {...rest}>
      {children}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere, it changes nothing. */
export function ButtonLink(props: { href: string; children: ComponentChildren; kind?: 'primary' | 'secondary' }) {
  return (
    <a class={`button ${props.kind ?? 'primary'}`} href={props.href}>
      {props.children}
    </a>
  );
}
