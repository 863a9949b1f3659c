/** What one version of the code declares, in all its stacks. Labels are the names of blocks; no two are the same. */
export interface Configuration {
  readonly modules: readonly ModuleCall[];
  readonly users: readonly UserBlock[];
  readonly keys: readonly KeyBlock[];
  readonly triggers: readonly TriggerBlock[];
  readonly policies: readonly PolicyBlock[];
  readonly attachments: readonly AttachmentBlock[];
  readonly moves: readonly Move[];
  /** Addresses of `removed` blocks: Terraform forgets what is there, and leaves it in the account. */
  readonly forgotten: readonly { readonly stack: string; readonly from: string }[];
  /** Whether the stacks ask whose account it is. */
  readonly readsIdentity: boolean;
}

/** Where a block stands. */
export interface Place {
  readonly stack: string;
  /** The label of a module; null in the root. */
  readonly module: string | null;
}

export interface ModuleCall {
  readonly label: string;
  readonly stack: string;
  readonly repeat: "single" | "count" | "for_each";
  /** Keys of `for_each`; of `count` only how many there are matters. */
  readonly instances: readonly string[];
  /** Whether another module stands around it. */
  readonly isNested: boolean;
}

export interface UserBlock extends Place {
  readonly label: string;
  /** The name in RAM; each instance of a repeated module adds to it. */
  readonly name: string;
  readonly spelling: "literal" | "local" | "variable";
  readonly force: boolean | null;
  readonly comments: string | null;
  readonly trigger: string | null;
  readonly isCreatedFirst: boolean;
  readonly isAliased: boolean;
}

export interface KeyBlock extends Place {
  readonly label: string;
  /** The label of the user whose key it is; null: the key of whoever runs Terraform. */
  readonly user: string | null;
  /** How the name of the user gets here; a user of another stack has its name here in any case. */
  readonly spelling: "reference" | "literal" | "source";
  readonly status: "Active" | "Inactive" | null;
  readonly statusSpelling: "literal" | "sensitive" | "optional";
  readonly repeat:
    { readonly by: "count"; readonly count: number } | { readonly by: "for_each"; names: string[] } | null;
  readonly trigger: string | null;
  readonly isCreatedFirst: boolean;
  readonly ignoresStatus: boolean;
  readonly dependsOn: readonly string[];
  /** Something that refers to the key, and may make it create-before-destroy by being so itself. */
  readonly consumer: "plain" | "create first" | null;
  readonly isAliased: boolean;
}

/** What has its followers replaced when its generation changes. */
export interface TriggerBlock extends Place {
  readonly label: string;
  readonly generation: number;
}

export interface PolicyBlock {
  readonly label: string;
  readonly stack: string;
  /** A rung of the ladder. */
  readonly width: number;
}

export interface AttachmentBlock {
  readonly label: string;
  readonly stack: string;
  readonly user: string;
  /** The label of a policy of the same stack; null: all that there is. */
  readonly policy: string | null;
}

export interface Move {
  readonly stack: string;
  readonly from: string;
  readonly to: string;
}

export const EMPTY: Configuration = {
  modules: [],
  users: [],
  keys: [],
  triggers: [],
  policies: [],
  attachments: [],
  moves: [],
  forgotten: [],
  readsIdentity: false,
};
