/**
 * A short stable name of a meaning: 64 bits of FNV-1a over its canonical JSON,
 * as 16 hexadecimal digits. Not for security. (The hash of G. Fowler, L. Noll
 * and K.-P. Vo, with their constants for 64 bits.)
 */
export function revisionOf(meaning: unknown): string {
  const text = JSON.stringify(meaning);
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
