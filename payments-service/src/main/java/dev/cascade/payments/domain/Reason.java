package dev.cascade.payments.domain;

/**
 * Why a payment was refused, for people and for programs.
 *
 * @param source who refused; {@code payment} for everything that this service decides
 * @param code stable kebab-case code
 * @param detail a sentence for a person
 */
public record Reason(String source, String code, String detail) {

  /** The source of every reason that this service gives. */
  public static final String PAYMENT = "payment";

  /** Returns a reason that this service gives. */
  public static Reason of(String code, String detail) {
    return new Reason(PAYMENT, code, detail);
  }
}
