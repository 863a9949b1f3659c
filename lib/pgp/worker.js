// Reads OpenPGP keys for public-key.ts. openpgp.js is asynchronous while synthesis and rules are not, so it runs in
// a worker that its caller waits for. Plain JavaScript, because a worker is loaded by path, without any compiler.

const openpgp = require("openpgp");
const { runAsWorker } = require("synckit");

/** The armour label (RFC 9580, 6.2) of a text, if it is armoured. */
function armourOf(text) {
  return /-----BEGIN PGP ([A-Z ]+)-----/.exec(text)?.[1];
}

/** Number of armoured blocks; openpgp.js reads the first and ignores the rest. */
function armourBlocks(text) {
  return (text.match(/-----BEGIN PGP /g) ?? []).length;
}

function binaryOf(text) {
  const compact = text.replace(/\s+/g, "");
  if (compact === "" || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  return new Uint8Array(Buffer.from(compact, "base64"));
}

async function readKeys(text) {
  if (armourOf(text) !== undefined) return openpgp.readKeys({ armoredKeys: text.trim() });
  return openpgp.readKeys({ binaryKeys: binaryOf(text) });
}

async function read(text) {
  const label = armourOf(text);
  if (label !== undefined && label !== "PUBLIC KEY BLOCK" && label !== "PRIVATE KEY BLOCK") {
    return { problem: "notAKey", detail: `a PGP ${label.toLowerCase()}` };
  }
  if (label === undefined && binaryOf(text) === undefined) return { problem: "notBase64" };
  if (armourBlocks(text) > 1) return { problem: "severalKeys", detail: String(armourBlocks(text)) };

  let keys;
  try {
    keys = await readKeys(text);
  } catch {
    return { problem: "unreadable" };
  }
  if (keys.length !== 1) return { problem: "severalKeys", detail: String(keys.length) };
  const key = keys[0];
  if (key.isPrivate()) return { problem: "private" };

  const encryption = await key.getEncryptionKey(undefined, null).catch(() => undefined);
  if (encryption === undefined) {
    return { problem: "noEncryptionKey", detail: key.getAlgorithmInfo().algorithm };
  }
  const expires = await key.getExpirationTime().catch(() => null);
  return {
    key: {
      fingerprint: key.getFingerprint().toUpperCase(),
      userIds: key.getUserIDs(),
      version: encryption.keyPacket.version,
      algorithm: encryption.getAlgorithmInfo().algorithm,
      curve: encryption.getAlgorithmInfo().curve ?? null,
      expires: expires instanceof Date ? expires.toISOString() : null,
      binary: Buffer.from(key.write()).toString("base64"),
    },
  };
}

runAsWorker(read);
