import { CreatePlatform1763700000000 } from './1763700000000-platform.js';
import { CreateGeo1763700000010 } from './1763700000010-geo.js';
import { CreateOccupations1763700000020 } from './1763700000020-occupations.js';
import { NameOccupationsAsPeopleDo1763700000021 } from './1763700000021-everyday-occupation-names.js';
import { CreateNotifications1763700000030 } from './1763700000030-notifications.js';
import { CreateIdentity1763700000040 } from './1763700000040-identity.js';
import { CreateOrganisations1763700000050 } from './1763700000050-organisations.js';
import { KeepWhoRegisteredOrganisations1763700000051 } from './1763700000051-organisation-registrar.js';
import { CreateOffers1763700000060 } from './1763700000060-offers.js';
import { CreateMissions1763700000070 } from './1763700000070-missions.js';
import { CreateOpportunities1763700000075 } from './1763700000075-opportunities.js';
import { CreateCandidates1763700000080 } from './1763700000080-candidates.js';
import { FindCandidates1763700000081 } from './1763700000081-find-candidates.js';
import { CreateMatching1763700000090 } from './1763700000090-matching.js';
import { CreateHotline1763700000096 } from './1763700000096-hotline.js';
import { CreateSearch1763700000097 } from './1763700000097-search.js';
import { CreateImports1763700000098 } from './1763700000098-imports.js';
import { CreateAlerts1763700000095 } from './1763700000095-alerts.js';
import { CreateAccounts1763800000000 } from './1763800000000-accounts.js';
import { CreateSignIn1763800000001 } from './1763800000001-sign-in.js';
import { CreateTrust1763800000002 } from './1763800000002-trust.js';
import { FindCodeWords1763800000003 } from './1763800000003-code-words.js';
import { CreateApplications1763800000010 } from './1763800000010-applications.js';
import { CreateCv1763800000020 } from './1763800000020-cv.js';
import { KeepForms1763800000040 } from './1763800000040-kept-forms.js';
import { CreateCallTasks1763800000030 } from './1763800000030-call-tasks.js';
import { CreateReports1763800000031 } from './1763800000031-reports.js';
import { LeanMatches1763800000060 } from './1763800000060-lean-matches.js';
import { KeepMatchingBasis1763800000061 } from './1763800000061-matching-basis.js';

/** Every migration, in the order in which they run. */
export const migrations = [
  CreatePlatform1763700000000,
  CreateGeo1763700000010,
  CreateOccupations1763700000020,
  NameOccupationsAsPeopleDo1763700000021,
  CreateNotifications1763700000030,
  CreateIdentity1763700000040,
  CreateOrganisations1763700000050,
  KeepWhoRegisteredOrganisations1763700000051,
  CreateOffers1763700000060,
  CreateMissions1763700000070,
  CreateOpportunities1763700000075,
  CreateCandidates1763700000080,
  FindCandidates1763700000081,
  CreateMatching1763700000090,
  CreateAlerts1763700000095,
  CreateHotline1763700000096,
  CreateSearch1763700000097,
  CreateImports1763700000098,
  CreateAccounts1763800000000,
  CreateSignIn1763800000001,
  CreateTrust1763800000002,
  FindCodeWords1763800000003,
  CreateApplications1763800000010,
  CreateCv1763800000020,
  CreateCallTasks1763800000030,
  CreateReports1763800000031,
  KeepForms1763800000040,
  LeanMatches1763800000060,
  KeepMatchingBasis1763800000061,
];
