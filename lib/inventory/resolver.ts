import type { Evaluated } from "../configuration/evaluated-modules";
import type { Instance } from "../configuration/instance";
import { isAttribute, type AttributeOrigin } from "../configuration/origins";
import { alternativesOf } from "../language/alternatives";
import { isHiding } from "../language/marks";
import { marksWithin } from "../language/marks-within";
import { prefixOf } from "../language/parts";
import { marksOf, Unknown as UnknownValue, unmarked, type Value } from "../language/value";
import { member } from "../json/json";
import { isUnknown, type Maybe } from "../maybe/maybe";
import { samplesOf } from "./generated-texts";
import { LaterReference } from "../plans/later-reference";
import { HIDDEN } from "../plans/opaque";

/** An attribute of an instance, or of one that stands for several. */
export interface Place {
  readonly instance: Instance;
  readonly attribute: string;
  /** Whether it is that of each of several instances, which may be different. */
  readonly isEach: boolean;
}

/** What a value of an instance comes to. */
export interface Resolution {
  /** Text, number, boolean or null, or an object or array in which values stand that may be unknown. */
  readonly value: unknown;
  /** Set when the value is not known: the end of "… is not known, because". */
  readonly because: string | null;
  /** Whether it is certain that the value is set, where it is not known. */
  readonly isSet: boolean;
  /** The attributes of other instances whose value it is, unchanged. */
  readonly places: readonly Place[];
}

/** Tells what the values of instances are, and whose they are. */
export class Resolver {
  /** @param evaluated null where the instances are those of a plan or a state */
  constructor(private readonly evaluated: Pick<Evaluated, "instanceOf"> | null) {}

  /** The text of an argument, null when not set; numbers and booleans become text, as Terraform has it. */
  text({ site, values }: Instance, argument: string): Maybe<string | null> {
    const value = member(values, argument) ?? null;
    if (value === null || typeof value === "string") return value;
    const text = asText(this.resolve(value), `${site.address}.${argument}`);
    if (!isUnknown(text) || !isValue(value) || isHidden(value)) return text;
    const samples = samplesOf(value, (source) =>
      isAttribute(source) ? (this.placeOf(source)?.instance ?? null) : null,
    );
    const oneOf = textsOf(value);
    return { ...text, ...(samples && { samples }), ...(oneOf && { oneOf }) };
  }

  resolve(given: unknown): Resolution {
    if (!isValue(given)) return { value: given ?? null, because: null, isSet: false, places: NOWHERE };
    const inner = unmarked(given);
    const places = this.placesOf(given);
    if (!(inner instanceof UnknownValue)) {
      if (isHidden(given)) return { value: null, because: "it is marked as sensitive", isSet: inner !== null, places };
      return { value: inner, because: null, isSet: false, places };
    }
    const { source } = inner.certain;
    const referred = source instanceof LaterReference ? this.follow(source) : null;
    if (referred) return referred;
    return { value: null, because: inner.because, isSet: isCertainlySet(inner), places };
  }

  /** What a plan does not know yet is a value of another instance, which it may have. */
  private follow(reference: LaterReference): Resolution | null {
    const instance = reference.instance();
    if (instance === null) return null;
    const place = { instance, attribute: reference.attribute, isEach: false };
    const value = this.resolve(member(instance.values, reference.attribute) ?? null);
    const isUnset = value.value === null && value.because === null;
    const because = isUnset ? `${reference.address}.${reference.attribute} is known after apply only` : value.because;
    return { ...value, because, places: [place, ...value.places] };
  }

  private placesOf(given: Value): readonly Place[] {
    const inner = unmarked(given);
    const source = inner instanceof UnknownValue ? inner.certain.source : undefined;
    if (inner instanceof UnknownValue && source === undefined) return NOWHERE;
    const isSame = (own: Value): boolean =>
      source === undefined ? own === inner : own instanceof UnknownValue && own.certain.source === source;
    const first = source !== undefined && isAttribute(source) ? this.placeOf(source) : null;
    const places: Place[] = first ? [first] : [];
    for (const { origin, holds } of marksOf(given)) {
      if (holds !== "contains" || !isAttribute(origin) || origin === source) continue;
      const place = this.placeOf(origin);
      // What was made of the attribute has its mark, too.
      if (place && isSame(unmarked((member(place.instance.values, place.attribute) ?? null) as Value)))
        places.push(place);
    }
    return places;
  }

  private placeOf({ module, block, slot, name }: AttributeOrigin): Place | null {
    const instance = this.evaluated?.instanceOf(module, block, slot);
    return instance ? { instance, attribute: name, isEach: slot.times.atMost !== 1 && slot.areAlike !== true } : null;
  }
}

const NOWHERE: readonly Place[] = [];

function isValue(given: unknown): given is Value & object {
  return typeof given === "object" && given !== null && (given instanceof UnknownValue || "marks" in given);
}

function isHidden(value: Value): boolean {
  return marksWithin(value).some(isHiding);
}

/** The texts of which a value is one; null where it may be something else. */
function textsOf(value: Value): readonly string[] | null {
  const texts = alternativesOf(value).map(unmarked);
  return texts.every((each) => typeof each === "string") ? texts : null;
}

/** Whether a value is neither null nor an empty text, for certain. */
function isCertainlySet(value: UnknownValue): boolean {
  const isText = (each: Value): boolean => {
    const inner = unmarked(each);
    if (inner === null || inner === "") return false;
    if (!(inner instanceof UnknownValue)) return true;
    // What the provider makes is something.
    if (inner === HIDDEN || inner.certain.source) return inner.certain.isSet === true;
    return prefixOf(inner) !== "" || (inner.certain.parts ?? []).some((part) => typeof part === "string");
  };
  return alternativesOf(value).every(isText);
}

/** The text of a resolution for an attribute; an object or array where text belongs is not known to be anything. */
export function asText(resolution: Resolution, attribute: string): Maybe<string | null> {
  const { because, value, isSet } = resolution;
  if (because !== null) return { unknown: true, attribute, because, ...(isSet && { isSet }) };
  if (value === null) return null;
  const text = scalarText(value);
  if (text !== null) return text;
  const reason =
    typeof value === "number" ? "it is a number with more digits than can be read; write it as text" : "it is not text";
  return { unknown: true, attribute, because: reason };
}

function scalarText(value: unknown): string | null {
  if (typeof value === "string") return value;
  // Terraform keeps all digits of a number; JSON.parse rounds it, so that it would be another name.
  if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : null;
  return typeof value === "boolean" ? String(value) : null;
}
