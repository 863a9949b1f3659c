import { isUnknown, type Maybe, type Unknown } from "../maybe/maybe";
import { asText, type Resolution, type Resolver } from "./resolver";

/** What the elements of a list come to, each for itself; unknown where the list itself is. Empty when it is not set. */
export function readTextList(resolver: Resolver, value: unknown, attribute: string): Resolution[] | Unknown {
  const list = resolver.resolve(value);
  if (list.because !== null) return { unknown: true, attribute, because: list.because };
  if (list.value === null) return [];
  if (!Array.isArray(list.value)) return { unknown: true, attribute, because: "it is not a list" };
  const elements: readonly unknown[] = list.value;
  return elements.map((element) => resolver.resolve(element));
}

/** The texts of a list; unknown as soon as one of them is. */
export function textsOf(resolver: Resolver, value: unknown, attribute: string): Maybe<string[]> {
  const elements = readTextList(resolver, value, attribute);
  if (!Array.isArray(elements)) return elements;
  const texts: string[] = [];
  for (const element of elements) {
    const text = asText(element, attribute);
    if (isUnknown(text)) return text;
    if (text !== null) texts.push(text);
  }
  return texts;
}
