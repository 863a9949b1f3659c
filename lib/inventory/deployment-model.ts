import type { Maybe, Unknown } from "../maybe/maybe";
import type { Site } from "../places/site";

/** Where the state of one configuration is kept. */
export interface StateBackend {
  /** `terraform.backend.oss`; `terraform.backend.local` also where none is declared. */
  readonly site: Site;
  readonly type: string;
  /** Set for the type `oss`. */
  readonly oss: OssBackend | null;
}

/** What an OSS backend does for a state. */
export interface OssBackend {
  /** Whether the state is encrypted on the server. */
  readonly encrypt: Maybe<boolean>;
  /** The Tablestore table that keeps two runs apart; null when none does. */
  readonly lockTable: Maybe<string | null>;
  /** The ACL of the state file; null when it has that of its bucket. */
  readonly acl: Maybe<string | null>;
}

/** A provider or backend that speaks, or may speak, HTTP without TLS. */
export interface PlainConnection {
  readonly site: Site;
  /** The argument that says so: `protocol`, `endpoints.0.oss`, `address`. */
  readonly attribute: string;
  /** The host and port that it speaks to; null where that is the public endpoint of the service. */
  readonly host: string | null;
  /** Whether nothing but the machine itself sees it. */
  readonly isLoopback: boolean;
  /** Set when it is not known whether, or with whom, it speaks without TLS. */
  readonly unknown: Unknown | null;
}

/** The version constraint of the alicloud provider in one configuration. */
export interface ProviderConstraint {
  /** `terraform.required_providers.alicloud`. */
  readonly site: Site;
  /** `~> 1.289`; null where any version will do. */
  readonly version: Maybe<string | null>;
  /** Of all that the configuration uses, what needs the newest provider; null when nothing does that is known. */
  readonly need: ProviderNeed | null;
}

/** A resource type or argument that older providers do not have. */
export interface ProviderNeed {
  readonly site: Site;
  /** `alicloud_ram_access_key.pgp_key`. */
  readonly what: string;
  /** The first version that has it: `1.47.0`. */
  readonly since: string;
}
