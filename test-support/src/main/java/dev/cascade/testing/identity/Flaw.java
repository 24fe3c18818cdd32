package dev.cascade.testing.identity;

/** What can be wrong with a token; everything else of it is right. */
public enum Flaw {
  /** Its time is over. */
  EXPIRED,
  /** Its time has not begun. */
  NOT_YET_VALID,
  /** It never ends. */
  WITHOUT_EXPIRY,
  /** It ends in a hundred years. */
  NEARLY_ETERNAL,
  /** Somebody else made it. */
  OTHER_ISSUER,
  /** It is for somebody else's services. */
  OTHER_AUDIENCE,
  /** It is for everybody. */
  WITHOUT_AUDIENCE,
  /** It is nobody's. */
  WITHOUT_SUBJECT,
  /** It says that it needs no signature. */
  UNSIGNED,
  /** It is signed by a secret, for which the public key is taken. */
  SIGNED_BY_THE_PUBLIC_KEY,
  /** It is signed by another key under the name of the right one. */
  SIGNED_BY_ANOTHER_KEY,
  /** It names a key that nobody knows. */
  OF_AN_UNKNOWN_KEY,
  /** Its roles were changed after it was signed. */
  CHANGED,
  /** It is none. */
  NO_TOKEN_AT_ALL
}
