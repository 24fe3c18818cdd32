package dev.cascade.email.domain;

import java.net.IDN;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a mail can be addressed to what the CRM holds. */
public sealed interface AddressCheck {

  /**
   * It can.
   *
   * @param address ASCII, {@code local@domain}, a domain outside of ASCII in its IDNA form
   */
  record Deliverable(String address) implements AddressCheck {}

  /** It cannot, and no retry will help. */
  record Undeliverable(String reason) implements AddressCheck {}

  /** Longest address that SMTP carries, RFC 5321 4.5.3.1.3. */
  int MAX_LENGTH = 254;

  /** Longest local part, RFC 5321 4.5.3.1.1. */
  int MAX_LOCAL_LENGTH = 64;

  /** Dot-separated atoms of RFC 5322; a quoted local part is legal there and refused here. */
  Pattern LOCAL_PART =
      Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  /** Looks at an address as it was typed. */
  static AddressCheck of(@Nullable String typed) {
    if (typed == null || typed.isBlank()) {
      return new Undeliverable("address missing");
    }
    if (typed.chars().anyMatch(Character::isISOControl)) {
      return new Undeliverable("address holds a control character");
    }
    String address = typed.strip();
    int at = address.lastIndexOf('@');
    if (at < 1 || at == address.length() - 1) {
      return new Undeliverable("address is not of the form local@domain");
    }
    return of(address.substring(0, at), address.substring(at + 1));
  }

  private static AddressCheck of(String local, String domain) {
    if (local.chars().anyMatch(c -> c > 127)) {
      return new Undeliverable("address has a local part outside of ASCII, which needs SMTPUTF8");
    }
    if (local.length() > MAX_LOCAL_LENGTH || !LOCAL_PART.matcher(local).matches()) {
      return new Undeliverable("address has a malformed local part");
    }
    String ascii = asciiDomain(domain);
    if (ascii == null) {
      return new Undeliverable("address has a malformed domain");
    }
    if (local.length() + 1 + ascii.length() > MAX_LENGTH) {
      return new Undeliverable("address is longer than " + MAX_LENGTH + " characters");
    }
    return new Deliverable(local + "@" + ascii);
  }

  private static @Nullable String asciiDomain(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
      return ascii.isEmpty() || ascii.endsWith(".") ? null : ascii;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
