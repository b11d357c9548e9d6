/**
 * A map that stands on another and leaves it as it is: what is set here hides what the other has. So that what all platforms
 * share is in memory once, with each platform's few own entries above it.
 */
export class LayeredMap<Key, Value> extends Map<Key, Value> {
  // Declared alone: a field that is set after `super()` would be missing while Map's own constructor runs.
  private readonly under: ReadonlyMap<Key, Value>;

  constructor(under: ReadonlyMap<Key, Value>) {
    super();
    this.under = under;
  }

  override get(key: Key): Value | undefined {
    return super.get(key) ?? this.under.get(key);
  }

  override has(key: Key): boolean {
    return super.has(key) || this.under.has(key);
  }

  /** Whether the value was set here. */
  isOwn(key: Key): boolean {
    return super.has(key);
  }

  override get size(): number {
    return [...this.keys()].length;
  }

  override *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.under) yield [key, super.get(key) ?? value];
    for (const entry of super.entries()) if (!this.under.has(entry[0])) yield entry;
  }

  override *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  override [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }
}
