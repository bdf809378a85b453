/** The built-in presets: data, one file each. Adding one is a file and a row. */
import { type ServerPreset, serverPreset } from '../model/server-preset.ts';
import auth0 from './presets/auth0.json' with { type: 'json' };
import cognito from './presets/cognito.json' with { type: 'json' };
import curity from './presets/curity.json' with { type: 'json' };
import djangoOauthToolkit from './presets/django-oauth-toolkit.json' with { type: 'json' };
import duendeIdentityserver from './presets/duende-identityserver.json' with { type: 'json' };
import empowerid from './presets/empowerid.json' with { type: 'json' };
import entraId from './presets/entra-id.json' with { type: 'json' };
import github from './presets/github.json' with { type: 'json' };
import gitlab from './presets/gitlab.json' with { type: 'json' };
import glewlwyd from './presets/glewlwyd.json' with { type: 'json' };
import google from './presets/google.json' with { type: 'json' };
import identityserver3 from './presets/identityserver3.json' with { type: 'json' };
import keycloak from './presets/keycloak.json' with { type: 'json' };
import lemonldapNg from './presets/lemonldap-ng.json' with { type: 'json' };
import okta from './presets/okta.json' with { type: 'json' };
import openiddict from './presets/openiddict.json' with { type: 'json' };
import oryHydra from './presets/ory-hydra.json' with { type: 'json' };
import pingFederate from './presets/ping-federate.json' with { type: 'json' };
import springAuthorizationServer from './presets/spring-authorization-server.json' with { type: 'json' };
import thinktectureIdentityserverV2 from './presets/thinktecture-identityserver-v2.json' with { type: 'json' };

/** In the order of the list: those with a fixture of their own first. */
const files: readonly unknown[] = [
  thinktectureIdentityserverV2,
  identityserver3,
  empowerid,
  curity,
  keycloak,
  entraId,
  auth0,
  okta,
  google,
  cognito,
  duendeIdentityserver,
  openiddict,
  oryHydra,
  pingFederate,
  glewlwyd,
  lemonldapNg,
  djangoOauthToolkit,
  springAuthorizationServer,
  github,
  gitlab,
];

export const builtInPresets: readonly ServerPreset[] = files.map((file) => serverPreset.parse(file));
