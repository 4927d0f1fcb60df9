/** What to open and what to try, printed when the demonstration is ready. */
export function invitation(
  url: string,
  keys: { team: string; employer: string },
  person: string,
  startsOn: string,
  callbackSecret: string,
): string {
  return `
Open    ${url}/                        the start page
        ${url}/api/docs                the API, to read and try
        ${url}/demo/outbox             every SMS and e-mail, as people read them

Try     export TEAM=${keys.team}
        export EMPLOYER=${keys.employer}
        export PERSON=${person}

  Search "maçon" around "st quentin":
        curl '${url}/api/v1/opportunities?q=ma%C3%A7on&place=st%20quentin'

  Publish an offer of home help in Laon, then look at the outbox (Nadia, in Laon, by bike, is alerted at once):
        ID=$(curl -s ${url}/api/v1/offers -H "Authorization: Bearer $EMPLOYER" -H 'Content-Type: application/json' -d '{
          "title": "Aide à domicile H/F", "occupationCode": "K1304", "place": "Laon", "contract": "permanent", "weeklyHours": 24,
          "payMin": 12.5, "payPeriod": "hour", "positions": 1, "beginnerAccepted": true,
          "startsOn": "${startsOn}", "contactName": "Le service du personnel", "contactEmail": "emploi@cathedrale.invalid",
          "description": "Aider des personnes âgées chez elles : repas, ménage, courses. Horaires de jour, un samedi sur deux."
        }' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/'); curl -s -X POST ${url}/api/v1/offers/$ID/publish -H "Authorization: Bearer $EMPLOYER"

  Book an appointment at the bus and read its three call-backs:
        curl -s ${url}/api/v1/appointments -H "Authorization: Bearer $TEAM" -H 'Content-Type: application/json' \\
          -d "{\\"candidateId\\":\\"$PERSON\\",\\"stop\\":\\"Montcornet, place de la mairie\\",\\"startsAt\\":\\"2026-08-31T10:00:00+02:00\\"}"
        sleep 1; curl -s "${url}/api/v1/follow-ups?candidateId=$PERSON" -H "Authorization: Bearer $TEAM"

  Answer STOP by SMS as Nadia would: her alerts stop, and the outbox shows what she is told:
        curl -i ${url}/callbacks/sms/ovhcloud/${callbackSecret}/inbound -H 'Content-Type: application/json' \\
          -d '{"from":"+33639980001","text":"STOP"}'

Commands: npm run cli -- --help        End: Ctrl-C
`;
}
