/**
 * Where the product keeps something about a person, table by table: what the export of "Mes données" holds. A spec walks the
 * database and fails when a table that points to a person stands neither here nor among those that are left out.
 */
export interface PersonalTable {
  readonly table: string;
  /** Heading for people. */
  readonly title: string;
  /** SQL that finds the rows of the person ($1) in `t`; by candidate_id unless told. */
  readonly where?: string;
  /** Columns left out: secrets, and workings that say nothing of the person. */
  readonly without?: readonly string[];
}

/** A number that several people share does not tell which of them wrote: such messages are in nobody's export. */
const OWN_NUMBER = `t.from_number = (SELECT c.phone FROM candidates c WHERE c.id = $1)
  AND NOT EXISTS (SELECT FROM candidates o WHERE o.phone = t.from_number AND o.id <> $1)`;
const OWN_ACCOUNT = 't.account_id IN (SELECT a.id FROM accounts a WHERE a.candidate_id = $1)';

export const PERSONAL_TABLES: readonly PersonalTable[] = [
  {
    table: 'candidates',
    title: 'Votre dossier',
    where: 't.id = $1',
    without: ['name_key', 'content_hash', 'location_id'],
  },
  { table: 'candidate_cvs', title: 'Votre CV' },
  { table: 'candidate_occupations', title: 'Les métiers que vous cherchez' },
  { table: 'candidate_mission_topics', title: 'Le bénévolat qui vous intéresse' },
  { table: 'consents', title: 'Vos accords et vos refus' },
  { table: 'saved_searches', title: 'Vos recherches gardées', without: ['location_id'] },
  { table: 'saved_opportunities', title: 'Vos offres gardées' },
  { table: 'cv_drafts', title: 'Vos réponses pas encore enregistrées', without: ['token_hash'] },
  { table: 'cv_proposals', title: 'Les CV écrits pour vous par téléphone', without: ['token_hash'] },
  { table: 'cv_shares', title: 'Les liens vers votre CV', without: ['token_hash'] },
  { table: 'applications', title: 'Vos candidatures' },
  {
    table: 'application_steps',
    title: 'Les étapes de vos candidatures',
    where: 't.application_id IN (SELECT a.id FROM applications a WHERE a.candidate_id = $1)',
  },
  {
    table: 'messages',
    title: 'Les messages que vous avez reçus',
    without: ['body_html', 'unsubscribe_url', 'dedup_key', 'claimed_at', 'provider_reference'],
  },
  { table: 'inbound_sms', title: 'Les SMS que vous avez envoyés', where: OWN_NUMBER, without: ['reference'] },
  { table: 'alerts', title: 'Les offres que nous avons choisies pour vous', without: ['sameness'] },
  { table: 'alert_reactions', title: 'Votre dernier clic dans un message' },
  { table: 'contact_breaks', title: 'Les adresses qui ne répondent plus' },
  { table: 'matches', title: 'Les offres qui vous vont, et pourquoi' },
  { table: 'appointments', title: 'Vos rendez-vous' },
  { table: 'call_tasks', title: 'Les appels prévus' },
  { table: 'calls', title: 'Les appels' },
  { table: 'reports', title: 'Les offres que vous avez signalées', without: ['reporter'] },
  { table: 'accounts', title: 'Votre compte' },
  { table: 'sessions', title: 'Vos connexions', where: OWN_ACCOUNT, without: ['digest', 'identity_token'] },
  {
    table: 'sign_in_attempts',
    title: 'Vos demandes de connexion',
    where: `t.candidate_id = $1 OR ${OWN_ACCOUNT}`,
    without: ['code_digest', 'link_digest', 'proof_digest', 'identity_token'],
  },
  { table: 'registration_confirmations', title: 'Votre inscription par l’équipe', without: ['digest'] },
  { table: 'letter_codes', title: 'Les codes envoyés par courrier', without: ['digest'] },
  { table: 'access_log', title: 'Qui a vu vos données' },
  { table: 'retention_steps', title: 'Les rappels avant effacement' },
];

/** Tables with something that may point to a person, and why their rows are not handed out. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  match_targets: 'a copy of the wishes, made for the speed of matching',
  alert_slots: 'says only which message was the one of its day; the message is handed out',
  outbox_deliveries: 'the local outbox of a demonstration, a copy of messages',
  organisations: 'addresses of organisations, not of candidates',
  offers: 'contacts of employers, not of candidates',
  missions: 'contacts of associations, not of candidates',
  second_factors: 'secrets of the team; candidates have none',
  recovery_codes: 'secrets of the team; candidates have none',
};
