/*
 * Tokens that show whose they are by how they begin.
 *
 * Source: the default rules of gitleaks, https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml, read in
 * 2026; of them those that need no word beside the token. A token may be longer than its maker makes them today, and
 * stand against other text, since too much is better taken out than too little.
 *
 * Each has a beginning of its own and one class of characters behind it, so that a text is searched in one pass.
 */

/** What a token begins with, and the class and least number of the characters that follow. */
const TOKENS: readonly (readonly [maker: string, beginning: string, characters: string, least: number])[] = [
  ["1Password", "ops_eyJ", "\\w+/=-", 40],
  ["age", "AGE-SECRET-KEY-1", "0-9A-Z", 40],
  ["Alibaba Cloud STS", "CAIS", "\\w+/=-", 60],
  ["Anthropic", "sk-ant-", "\\w-", 20],
  ["Artifactory", "AKCp", "0-9A-Za-z", 60],
  ["Artifactory", "cmVmd", "0-9A-Za-z", 55],
  ["Atlassian", "ATATT3", "\\w=-", 40],
  ["AWS", "(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)", "A-Z0-9", 16],
  ["Clojars", "CLOJARS_", "0-9a-z", 40],
  ["Databricks", "dapi", "0-9a-f-", 32],
  ["DigitalOcean", "do[opr]_v1_", "0-9a-f", 40],
  ["Doppler", "dp\\.(?:pt|st|ct|sa|scim|audit)\\.", "\\w.-", 30],
  ["Duffel", "duffel_(?:test|live)_", "\\w=-", 30],
  ["Dynatrace", "dt0[a-z]\\d\\d\\.", "0-9A-Za-z.", 60],
  ["EasyPost", "EZ[AT]K", "0-9A-Za-z", 50],
  ["Flutterwave", "FLWSECK_TEST-", "0-9A-Za-z-", 12],
  ["Fly.io", "fm[12][ar]?_", "\\w+/=-", 60],
  ["Fly.io", "fo1_", "\\w-", 40],
  ["Frame.io", "fio-u-", "\\w=-", 60],
  ["GitHub", "gh[oprsu]_", "0-9A-Za-z", 30],
  ["GitHub", "github_pat_", "\\w", 30],
  ["GitLab", "gl(?:pat|cbt|dt|ffct|ft|imt|agent|oas|ptt|rt|soat|rtr)-", "\\w.-", 16],
  ["GitLab", "GR1348941", "\\w-", 20],
  ["GitLab", "_gitlab_session=", "0-9a-z", 32],
  ["Google", "AIza", "\\w-", 35],
  ["Google", "GOCSPX-", "\\w-", 20],
  ["Google", "ya29\\.", "\\w.-", 20],
  ["Grafana", "glc_", "\\w+/=", 32],
  ["Grafana", "glsa_", "\\w", 32],
  ["Grafana", "eyJrIjoi", "\\w+/=", 40],
  ["Harness", "(?:pat|sat)\\.(?=[\\w-]{22}\\.)", "\\w.-", 60],
  ["HashiCorp Terraform", "atlasv1\\.", "\\w=-", 40],
  ["HashiCorp Vault", "hv[bsr]\\.", "\\w-", 20],
  ["Heroku", "HRKU-AA", "\\w-", 40],
  ["Hugging Face", "(?:hf|api_org)_", "A-Za-z", 30],
  ["Infracost", "ico-", "0-9A-Za-z", 32],
  ["Linear", "lin_api_", "0-9A-Za-z", 30],
  ["New Relic", "NR(?:AK|II|JS|AL|RA)-", "\\w-", 18],
  ["Notion", "ntn_", "0-9A-Za-z", 40],
  ["npm", "npm_", "0-9A-Za-z", 30],
  ["Octopus Deploy", "API-", "A-Z0-9", 26],
  ["OpenAI", "sk-(?:proj|svcacct|admin)-", "\\w-", 20],
  ["OpenAI", "sk-(?=[0-9A-Za-z]{20}T3BlbkFJ)", "0-9A-Za-z", 40],
  ["OpenShift", "sha256~", "\\w-", 40],
  ["Perplexity", "pplx-", "0-9A-Za-z", 40],
  ["PlanetScale", "pscale_(?:tkn|oauth|pw)_", "\\w=.-", 30],
  ["Postman", "PMAK-", "0-9A-Fa-f-", 50],
  ["Prefect", "pn[ub]_", "0-9A-Za-z", 36],
  ["Pulumi", "pul-", "0-9a-f", 40],
  ["PyPI", "pypi-", "\\w-", 50],
  ["ReadMe", "rdme_", "0-9a-z", 60],
  ["RubyGems", "rubygems_", "0-9a-f", 40],
  ["SendGrid", "SG\\.", "\\w=.-", 60],
  ["Sendinblue", "xkeysib-", "0-9A-Za-z-", 60],
  ["Sentry", "sntry[su]_", "\\w+/=", 40],
  ["SettleMint", "sm_[aps]at_", "0-9A-Za-z", 16],
  ["Shippo", "shippo_(?:live|test)_", "0-9A-Fa-f", 40],
  ["Shopify", "shp(?:at|ca|pa|ss)_", "0-9A-Fa-f", 32],
  ["Slack", "xox[abeoprs][-.]", "\\w.-", 10],
  ["Slack", "xapp-", "\\w-", 20],
  ["Slack", "hooks\\.slack\\.com/(?:services|workflows|triggers)/", "\\w+/", 20],
  ["Sourcegraph", "sgp_", "\\w", 40],
  ["Square", "(?:sq0atp-|sq0csp-)", "\\w-", 22],
  ["Stripe", "(?:sk|rk)_(?:test|live|prod)_", "0-9A-Za-z", 10],
  ["Stripe", "whsec_", "\\w+/=", 20],
  ["Twilio", "SK(?=[0-9a-f]{32})", "0-9a-f", 32],
  ["Typeform", "tfp_", "\\w=.-", 40],
];

const TOKEN = new RegExp(
  TOKENS.map(([, beginning, characters, least]) => `${beginning}[${characters}]{${least},}`).join("|"),
  "g",
);
/** A JSON Web Token: three parts, of which the first two are JSON in base64. */
const JWT = /eyJ[\w-]+(?:\.[\w-]+){0,4}/g;
const LEAST_JWT = 24;
/** No token has a shorter run of letters and digits, with marks in it, and none of letters alone a much longer one. */
const LEAST_RUN = 14;
const LEAST_LETTERS = 20;

/** A text without the tokens of well-known makers. */
export function withoutMakerTokens(text: string, replacement: string): string {
  if (!hasRun(text)) return text;
  return text.replace(TOKEN, replacement).replace(JWT, (found) => (found.length < LEAST_JWT ? found : replacement));
}

/** Whether letters and digits stand together as in a token; nearly always not, and this is cheaper than to look. */
function hasRun(text: string): boolean {
  let length = 0;
  let letters = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) letters++;
    else if (code >= 0x30 && code <= 0x39) digits++;
    else if (code === 0x5f || code === 0x2d) letters = 0;
    else {
      length = letters = digits = 0;
      continue;
    }
    length++;
    if ((digits > 0 && length >= LEAST_RUN) || letters >= LEAST_LETTERS) return true;
  }
  return false;
}
