/**
 * Where an AccessKey pair is used. The console asks for it because most of these have a better credential than a key
 * that never expires.
 */
export enum AccessKeyScenario {
  /** A developer's own machine. SSO gives short-lived credentials. */
  LOCAL_DEVELOPMENT = "local-development",
  /** The Alibaba Cloud CLI or another command line. SSO gives short-lived credentials. */
  COMMAND_LINE = "command-line",
  /** A program on an ECS instance. An instance RAM role needs no key. */
  ECS_WORKLOAD = "ecs-workload",
  /** A program in an ACK cluster. RRSA needs no key. */
  ACK_WORKLOAD = "ack-workload",
  /** A function in Function Compute. The service role of the function needs no key. */
  FUNCTION_COMPUTE_WORKLOAD = "function-compute-workload",
  /** A pipeline. An OIDC provider and a role need no key. */
  CI_CD = "ci-cd",
  /** A service of somebody else that accepts nothing but an AccessKey pair. */
  THIRD_PARTY_SERVICE = "third-party-service",
  /** An application outside Alibaba Cloud. */
  ON_PREMISES_APPLICATION = "on-premises-application",
  /** None of these; the necessity says what. */
  OTHER = "other",
}
