import type { AttachmentBlock, Configuration, KeyBlock, ModuleCall, UserBlock } from "./configuration";
import { documentOfWidth, WIDEST_POLICY } from "./ladder";
import { firstInstance, moduleOf, outerLabel, ramNamesOf } from "./names";

type Body = Record<string, unknown>;

/** A Terraform document that is being written: the root of a stack, or a module. */
class Scope {
  public readonly resources: Record<string, Record<string, Body>> = {};
  public readonly variables: Record<string, Body> = {};
  public readonly locals: Body = {};
  public readonly outputs: Record<string, Body> = {};
  public readonly calls: Record<string, Body> = {};
  public readonly more: Body = {};

  public resource(type: string, label: string, body: Body): void {
    (this.resources[type] ??= {})[label] = body;
  }

  public get document(): Body {
    const parts = {
      variable: this.variables,
      locals: this.locals,
      resource: this.resources,
      module: this.calls,
      output: this.outputs,
    };
    const filled = Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0);
    return {
      terraform: { required_providers: { alicloud: { source: "aliyun/alicloud" } } },
      ...this.more,
      ...Object.fromEntries(filled),
    };
  }
}

/** The files of a stack in Terraform JSON, by their path in its directory. */
export function filesOf(configuration: Configuration, stack: string): Map<string, Body> {
  return new Emitter(configuration, stack).files();
}

class Emitter {
  private readonly root = new Scope();
  private readonly inner = new Map<string, Scope>();
  private readonly outer = new Map<string, Scope>();

  public constructor(
    private readonly configuration: Configuration,
    private readonly stack: string,
  ) {}

  public files(): Map<string, Body> {
    const { configuration, root } = this;
    for (const module of configuration.modules) if (this.isHere(module)) this.call(module);
    for (const user of configuration.users) if (this.isHere(user)) this.user(user);
    for (const trigger of configuration.triggers) {
      if (!this.isHere(trigger)) continue;
      this.scopeOf(trigger.module).resource("terraform_data", trigger.label, { input: trigger.generation });
    }
    for (const key of configuration.keys) if (this.isHere(key)) this.key(key);
    for (const policy of configuration.policies) {
      if (!this.isHere(policy)) continue;
      const document = documentOfWidth(policy.width);
      root.resource("alicloud_ram_policy", policy.label, { policy_name: policy.label, policy_document: document });
    }
    for (const attachment of configuration.attachments) if (this.isHere(attachment)) this.attachment(attachment);
    this.around();
    const files = new Map([["cdk.tf.json", root.document]]);
    for (const [label, scope] of this.outer) files.set(`modules/${label}/main.tf.json`, scope.document);
    for (const [label, scope] of this.inner) files.set(`modules/${label}/main.tf.json`, scope.document);
    return files;
  }

  private isHere({ stack }: { readonly stack: string }): boolean {
    return stack === this.stack;
  }

  private around(): void {
    const { root, configuration } = this;
    const { moves, forgotten, readsIdentity, users, keys } = configuration;
    const isAliased = [...users, ...keys].some((block) => this.isHere(block) && block.isAliased);
    root.more["//"] = { metadata: { stackName: this.stack } };
    root.more["provider"] = {
      alicloud: [{ region: "cn-hangzhou" }, ...(isAliased ? [{ alias: "other", region: "cn-beijing" }] : [])],
    };
    if (readsIdentity) root.more["data"] = { alicloud_caller_identity: { me: {} } };
    const moved = moves.filter((move) => this.isHere(move)).map(({ from, to }) => ({ from, to }));
    if (moved.length > 0) root.more["moved"] = moved;
    const removed = forgotten
      .filter((each) => this.isHere(each))
      .map(({ from }) => ({ from, lifecycle: { destroy: false } }));
    if (removed.length > 0) root.more["removed"] = removed;
  }

  private scopeOf(module: string | null): Scope {
    return (module === null ? undefined : this.inner.get(module)) ?? this.root;
  }

  private call(module: ModuleCall): void {
    this.inner.set(module.label, new Scope());
    const call: Body = { source: `./modules/${module.label}` };
    if (module.repeat === "count") Object.assign(call, { count: module.instances.length, suffix: "-${count.index}" });
    if (module.repeat === "for_each") {
      Object.assign(call, { for_each: setOf(module.instances), suffix: "-${each.key}" });
    }
    if (module.repeat !== "single") this.scopeOf(module.label).variables["suffix"] = { type: "string" };
    if (!module.isNested) {
      this.root.calls[module.label] = call;
      return;
    }
    const outer = new Scope();
    this.outer.set(outerLabel(module), outer);
    outer.calls[module.label] = { ...call, source: `../${module.label}` };
    this.root.calls[outerLabel(module)] = { source: `./modules/${outerLabel(module)}` };
  }

  private user(user: UserBlock): void {
    const scope = this.scopeOf(user.module);
    if (user.spelling === "local") scope.locals[`n_${user.label}`] = this.literalName(user);
    if (user.spelling === "variable") scope.variables[`n_${user.label}`] = { type: "string", default: user.name };
    scope.resource("alicloud_ram_user", user.label, {
      name: this.sourceName(user),
      ...(user.force !== null && { force: user.force }),
      ...(user.comments !== null && { comments: user.comments }),
      ...aliasOf(user),
      ...this.lifecycleOf(user, user.isCreatedFirst, false),
    });
  }

  private key(key: KeyBlock): void {
    const scope = this.scopeOf(key.module);
    const dependsOn = key.dependsOn.flatMap((label) => {
      const other = [...this.configuration.keys, ...this.configuration.users].find((each) => each.label === label);
      if (!other || !this.isHere(other) || other.module !== key.module || other.label === key.label) return [];
      return [`${"force" in other ? "alicloud_ram_user" : "alicloud_ram_access_key"}.${label}`];
    });
    const name = this.ownerOf(key);
    scope.resource("alicloud_ram_access_key", key.label, {
      ...(name !== null && { user_name: name }),
      ...this.repeatAndStatus(key, scope),
      ...(dependsOn.length > 0 && { depends_on: dependsOn }),
      ...aliasOf(key),
      ...this.lifecycleOf(key, key.isCreatedFirst, key.ignoresStatus),
    });
    if (key.consumer === null) return;
    const ids = key.repeat === null ? "" : key.repeat.by === "count" ? "[*]" : "";
    const all = `alicloud_ram_access_key.${key.label}${ids}`;
    scope.resource("terraform_data", `of_${key.label}`, {
      triggers_replace: key.repeat?.by === "for_each" ? `\${values(${all})[*].id}` : `\${${all}.id}`,
      ...(key.consumer === "create first" && { lifecycle: { create_before_destroy: true } }),
    });
  }

  private repeatAndStatus({ label, repeat, status, statusSpelling }: KeyBlock, scope: Scope): Body {
    const isOptional = statusSpelling === "optional" && repeat?.by === "for_each";
    if (isOptional) {
      const value = status === null ? {} : { status };
      scope.variables[`o_${label}`] = {
        type: "map(object({ status = optional(string) }))",
        default: Object.fromEntries(repeat.names.map((name) => [name, value])),
      };
      return { for_each: `\${var.o_${label}}`, status: "${each.value.status}" };
    }
    const repeated =
      repeat === null ? {} : repeat.by === "count" ? { count: repeat.count } : { for_each: setOf(repeat.names) };
    if (status === null) return repeated;
    if (statusSpelling !== "sensitive") return { ...repeated, status };
    scope.variables[`s_${label}`] = { type: "string", sensitive: true, default: status };
    return { ...repeated, status: `\${var.s_${label}}` };
  }

  private lifecycleOf(block: UserBlock | KeyBlock, isCreatedFirst: boolean, ignoresStatus: boolean): Body {
    const trigger = this.configuration.triggers.find(({ label }) => label === block.trigger);
    const isNear = trigger !== undefined && this.isHere(trigger) && trigger.module === block.module;
    const lifecycle = {
      ...(isCreatedFirst && { create_before_destroy: true }),
      ...(ignoresStatus && { ignore_changes: ["status"] }),
      ...(isNear && { replace_triggered_by: [`terraform_data.${trigger.label}`] }),
    };
    return Object.keys(lifecycle).length > 0 ? { lifecycle } : {};
  }

  private attachment({ label, user: userLabel, policy }: AttachmentBlock): void {
    const user = this.configuration.users.find((each) => each.label === userLabel);
    if (!user) return;
    this.root.resource("alicloud_ram_user_policy_attachment", label, {
      user_name: this.isHere(user) ? this.nameIn(user, null) : this.firstName(user),
      policy_name: policy === null ? WIDEST_POLICY : `\${alicloud_ram_policy.${policy}.policy_name}`,
      policy_type: policy === null ? "System" : "Custom",
    });
  }

  /** Null for the key of whoever runs Terraform; a name behind "=" is one that no block of the code declares. */
  private ownerOf({ user: label, spelling, module }: KeyBlock): string | null {
    if (label === null) return null;
    if (label.startsWith("=")) return label.slice(1);
    const user = this.configuration.users.find((each) => each.label === label);
    if (!user) return label;
    if (!this.isHere(user)) return this.firstName(user);
    if (spelling === "reference") return this.nameIn(user, module);
    if (user.module !== module) return this.firstName(user);
    return spelling === "source" ? this.sourceName(user) : this.literalName(user);
  }

  /** A reference to the name of a user from a document, through outputs and variables where it is another one. */
  private nameIn(user: UserBlock, module: string | null): string {
    const own = `\${alicloud_ram_user.${user.label}.name}`;
    if (user.module === module) return own;
    const [output, variable] = [`name_${user.label}`, `user_${user.label}`];
    const fromModule = moduleOf(this.configuration, user);
    let inRoot = own;
    if (fromModule) {
      this.scopeOf(fromModule.label).outputs[output] = { value: own };
      inRoot = `\${module.${fromModule.label}${firstInstance(fromModule)}.${output}}`;
      const outer = this.outer.get(outerLabel(fromModule));
      if (outer) {
        outer.outputs[output] = { value: inRoot };
        inRoot = `\${module.${outerLabel(fromModule)}.${output}}`;
      }
    }
    const toModule = module === null ? null : moduleOf(this.configuration, { module, stack: this.stack });
    if (!toModule) return inRoot;
    this.scopeOf(toModule.label).variables[variable] = { type: "string" };
    const outer = this.outer.get(outerLabel(toModule));
    const call = (outer ?? this.root).calls[toModule.label];
    if (call) call[variable] = outer ? `\${var.${variable}}` : inRoot;
    if (outer) {
      outer.variables[variable] = { type: "string" };
      const outerCall = this.root.calls[outerLabel(toModule)];
      if (outerCall) outerCall[variable] = inRoot;
    }
    return `\${var.${variable}}`;
  }

  private sourceName(user: UserBlock): string {
    if (user.spelling === "local") return `\${local.n_${user.label}}`;
    if (user.spelling === "variable") return `\${var.n_${user.label}}${this.suffixIn(user)}`;
    return this.literalName(user);
  }

  private literalName(user: UserBlock): string {
    return user.name + this.suffixIn(user);
  }

  private suffixIn(user: UserBlock): string {
    const module = moduleOf(this.configuration, user);
    return module === null || module.repeat === "single" ? "" : "${var.suffix}";
  }

  private firstName(user: UserBlock): string {
    return ramNamesOf(this.configuration, user)[0] ?? user.name;
  }
}

function setOf(names: readonly string[]): string {
  return `\${toset(${JSON.stringify(names)})}`;
}

function aliasOf({ isAliased, module }: { readonly isAliased: boolean; readonly module: string | null }): Body {
  return isAliased && module === null ? { provider: "alicloud.other" } : {};
}
