import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../identity/access.js';
import { Config } from '../platform/config/config.js';
import { type PublicFigures, StatisticsQueries } from '../statistics/statistics.queries.js';

/** The start page, until the candidates' site takes its place: what this is, what is in it, where to go. */
@Controller()
export class StartPages {
  constructor(
    private readonly config: Config,
    private readonly statistics: StatisticsQueries,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  )
  async start(): Promise<string> {
    return startPage(this.config, await this.statistics.publicFigures());
  }
}

function startPage(config: Config, figures: PublicFigures): string {
  const { name, phone, phoneHours } = config.instance;
  const count = (n: number, one: string, many: string) =>
    `<li><strong>${n.toLocaleString('fr-FR')}</strong> ${n < 2 ? one : many}</li>`;
  const demo = config.demo
    ? `<li><a href="/demo/outbox">Les messages envoyés</a>, comme on les lit sur un téléphone et dans une boîte aux lettres</li>`
    : '';
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)} : offres d’emploi et missions bénévoles</title>
<style>
body { margin: 0 auto; max-width: 42rem; padding: 24px 16px; background: #fbfaf6; color: #1b1f2a; font: 18px/1.6 system-ui, sans-serif; }
h1 { font-size: 30px; line-height: 1.25; }
h2 { font-size: 24px; }
a { color: #0b5a4c; }
a:focus-visible { outline: 3px solid #1b1f2a; box-shadow: 0 0 0 6px #f5b83d; }
li { margin: 8px 0; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(name)}</h1>
<p>Des offres d’emploi et des missions bénévoles près de chez vous.</p>
<h2>En ce moment</h2>
<ul>
${count(figures.offers, 'offre d’emploi', 'offres d’emploi')}
${count(figures.positions, 'poste à prendre', 'postes à prendre')}
${count(figures.missions, 'mission bénévole', 'missions bénévoles')}
</ul>
<h2>Besoin d’aide ?</h2>
<p>Appelez-nous : <a href="tel:${escapeHtml(phone.replace(/\s/g, ''))}">${escapeHtml(phone)}</a> (${escapeHtml(phoneHours)}).</p>
<h2>Pour les partenaires</h2>
<ul>
<li><a href="/api/docs">La description de l’API</a>, à lire et à essayer</li>
<li><a href="/api/v1/opportunities?place=Laon">Les offres autour de Laon</a>, en JSON</li>
${demo}
</ul>
</main>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
