import type { ComponentChildren } from 'preact';
import { Button, ErrorSummary, Form } from '../kit/fields.view.js';
import { Back, Steps } from '../kit/pieces.view.js';
import { SKIP, type QuestionState } from './asked-question.js';
import { Fields } from './fields.view.js';

/** One question a screen: where one is, the question, "Continuer", and a way round it when it may be passed over. */
export function QuestionPage(props: {
  state: QuestionState;
  csrf: string;
  back: string;
  /** Address of this page, with its query. */
  url: string;
  steps?: { readonly number: number; readonly of: number } | undefined;
  skip?: boolean;
  submit: string;
  children?: ComponentChildren;
}) {
  const { state, csrf, back, steps, skip, submit, url } = props;
  const wide = state.step === 'work' || state.step === 'tasks';
  return (
    <div class={wide ? 'narrow-wide' : 'narrow'}>
      <Back href={back} />
      {steps && <Steps now={steps.number} of={steps.of} />}
      <ErrorSummary errors={state.errors} />
      {props.children}
      <Form csrf={csrf} action={url} class={wide ? 'form-wide' : 'form'}>
        <Fields state={state} url={url} />
        <div class="buttons">
          <Button>{submit}</Button>
          {skip && (
            <Button kind="secondary" name="action" value={SKIP}>
              Passer cette question
            </Button>
          )}
        </div>
      </Form>
    </div>
  );
}
