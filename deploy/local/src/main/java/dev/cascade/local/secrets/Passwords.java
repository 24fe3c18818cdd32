package dev.cascade.local.secrets;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody types. */
public final class Passwords {

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  /** One of 256 bits, of letters, digits, {@code -} and {@code _}. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
