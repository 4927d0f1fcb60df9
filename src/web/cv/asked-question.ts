import { Injectable } from '@nestjs/common';
import type { CvAnswers } from '../../candidates/cv.schema.js';
import { type Trade, TRADES, tradesOf } from '../../candidates/trade-tasks.rules.js';
import type { Place } from '../../geo/geo.schema.js';
import { PlacesService } from '../../geo/places.service.js';
import { OccupationsService } from '../../occupations/occupations.service.js';
import { Clock } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import { fold } from '../../platform/lang/text.js';
import type { FieldErrors, FormFields } from '../kit/forms.js';
import { textOf } from '../kit/forms.js';
import { type AnswerRead, fieldsOf, firstField, readAnswer, tickedCodes } from './answer-forms.js';
import type { FormStep } from './answers.rules.js';
import type { Names } from './lines.rules.js';

/** A trade that may be ticked. */
export interface TradeChoice {
  readonly code: string;
  readonly label: string;
  readonly pictogram: Trade['pictogram'] | undefined;
}

/** The page of trades: those ticked, those found by words, the usual ones. */
export interface WorkChoices {
  readonly chosen: readonly TradeChoice[];
  readonly found: readonly TradeChoice[];
  readonly usual: readonly TradeChoice[];
  /** What was looked for; '' when nothing was. */
  readonly searched: string;
  /** There are more usual trades than those shown. */
  readonly more: boolean;
}

/** A commune to choose among several. */
export interface PlaceChoice {
  readonly value: string;
  readonly label: string;
}

/** All that the page of a question shows. */
export interface QuestionState {
  readonly step: FormStep;
  readonly answers: CvAnswers;
  readonly values: FormFields;
  readonly errors: FieldErrors | undefined;
  readonly places: readonly PlaceChoice[];
  readonly work: WorkChoices | undefined;
}

export interface Asked {
  readonly answers: CvAnswers;
  readonly commune: string | null;
  /** What was typed; else the answer so far is shown. */
  readonly typed?: FormFields | undefined;
  readonly errors?: FieldErrors | undefined;
  readonly places?: readonly PlaceChoice[] | undefined;
}

/** Why an answer was not taken, for its page. */
export interface Refusal {
  readonly errors: FieldErrors;
  readonly places?: readonly PlaceChoice[];
}

const USUAL_TRADES = 12;
const FOUND = 8;
/** Buttons of a question's page besides "Continuer". */
export const SEARCH = 'chercher';
export const MORE = 'plus';
export const SKIP = 'passer';

/** Prepares the page of a question and reads what it sends: the same in the sign-up and in the CV. */
@Injectable()
export class AskedQuestion {
  constructor(
    private readonly occupations: OccupationsService,
    private readonly places: PlacesService,
    private readonly clock: Clock,
  ) {}

  async show(step: FormStep, asked: Asked): Promise<QuestionState> {
    const values = asked.typed ?? fieldsOf(step, { ...asked, today: this.clock.today() });
    return {
      step,
      answers: asked.answers,
      values,
      errors: asked.errors,
      places: asked.places ?? [],
      work: step === 'work' ? await this.workChoices(values) : undefined,
    };
  }

  /** The form as an answer. `search`: a button other than "Continuer" was pressed, the page is shown again. */
  async read(
    step: FormStep,
    form: FormFields,
    asked: Asked,
  ): Promise<Extract<AnswerRead, { ok: true }> | ({ readonly ok: false } & Refusal) | 'search'> {
    if (step === 'work' && wantsSearch(form)) return 'search';
    const read = readAnswer(step, form, { ...asked, today: this.clock.today() });
    const places = read.ok && 'place' in read.answer ? await this.likelyPlaces(read.answer.place) : [];
    return places.length > 0 ? { ok: false, ...whichOne(places) } : read;
  }

  /** What the person can mend, as errors of the page. @throws the error when it is none of these. */
  refusal(step: FormStep, error: unknown): Refusal {
    if (!(error instanceof RuleBroken || error instanceof Conflict) || error.code.endsWith('.gone')) throw error;
    const places = (error.details['choices'] ?? []) as { insee: string; label: string }[];
    if (places.length > 0) return whichOne(places);
    return { errors: { [firstField(step)]: error.message } };
  }

  /** What the answers name, in words. */
  async names({ work }: CvAnswers, commune: string | null): Promise<Names> {
    const codes = (work?.occupations ?? []).map(({ code }) => code);
    const trades = await Promise.all(codes.map(async (code) => [code, await this.labelOf(code)] as const));
    return { commune, trades: new Map(trades), today: this.clock.today() };
  }

  /** Words that are not the name or the postal code of a commune to the letter: those that may be meant, for the person to say. */
  private async likelyPlaces(typed: string): Promise<Place[]> {
    if (typed.startsWith('insee:') || /^\d{5}$/.test(typed)) return [];
    const resolved = await this.places.resolve(typed);
    return resolved.ok && fold(resolved.value.name) !== fold(typed) ? this.places.find(typed) : [];
  }

  private async workChoices(values: FormFields): Promise<WorkChoices> {
    const codes = tickedCodes(values).slice(0, 20);
    const searched = textOf(values, 'cherche').trim().slice(0, 100);
    const matches = searched === '' ? [] : await this.occupations.search(searched, FOUND);
    const chosen = await Promise.all(codes.map((code) => this.choice(code)));
    const found = await Promise.all(
      matches.filter(({ code }) => !codes.includes(code)).map(({ code }) => this.choice(code)),
    );
    const shown = new Set([...codes, ...matches.map(({ code }) => code)]);
    const offered = TRADES.filter((trade) => !trade.codes.some((code) => shown.has(code)));
    const all = textOf(values, 'action') === MORE;
    return {
      chosen,
      found,
      usual: offered
        .slice(0, all ? undefined : USUAL_TRADES)
        .flatMap(({ codes: [code], name, pictogram }) =>
          code === undefined ? [] : [{ code, label: name, pictogram }],
        ),
      searched,
      more: !all,
    };
  }

  private async choice(code: string): Promise<TradeChoice> {
    return { code, label: await this.labelOf(code), pictogram: tradesOf([code])[0]?.pictogram };
  }

  /** The name that stood under the picture, else that of the nomenclature. */
  private async labelOf(code: string): Promise<string> {
    const pictured = tradesOf([code]).find((trade) => trade.codes[0] === code);
    if (pictured) return pictured.name;
    const label = (await this.occupations.label(code)) ?? code;
    return label.charAt(0).toUpperCase() + label.slice(1);
  }
}

function whichOne(places: readonly { readonly insee: string; readonly label: string }[]): Refusal {
  return {
    errors: { choix: 'Choisissez votre commune dans la liste.' },
    places: places.map(({ insee, label }) => ({ value: `insee:${insee}`, label })),
  };
}

/** Words to look for and nothing ticked yet: the person expects to see what was found. */
function wantsSearch(form: FormFields): boolean {
  const action = textOf(form, 'action');
  if (action === SEARCH || action === MORE) return true;
  return textOf(form, 'cherche').trim() !== '' && tickedCodes(form).length === 0 && textOf(form, 'tous') === '';
}
