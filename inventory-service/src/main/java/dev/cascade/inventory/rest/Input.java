package dev.cascade.inventory.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.streams.problem.StrictJson;
import dev.cascade.streams.request.RequestFields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests to this service: its ids, texts and prices. */
final class Input extends RequestFields {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");
  private static final int MOST_SCALE = 20;
  private static final String ID_RULE =
      "must be 1 to 100 letters, digits or . _ : ~ -, and begin with a letter or digit";

  private Input(@Nullable JsonNode body, Set<String> fields) {
    super(body, fields);
  }

  /** A request without a body. */
  static Input none() {
    return new Input(null, Set.of());
  }

  /** A request whose body is an object with some of these fields, and no other. */
  static Input of(byte @Nullable [] bytes, Set<String> fields) {
    return new Input(object(bytes == null ? null : StrictJson.read(bytes)), fields);
  }

  /** An id given in the path. */
  String id(String field, String value) {
    if (!ID.matcher(value).matches()) {
      violated(field, ID_RULE);
    }
    return value;
  }

  /** An id that the body may have. */
  Optional<String> optionalId(String field) {
    Optional<String> id = string(field);
    id.ifPresent(value -> id(field, value));
    return id;
  }

  /** Text that people read, of at most {@code most} characters. */
  Optional<String> text(String field, int most) {
    Optional<String> text = string(field);
    text.ifPresent(value -> {
      if (value.isBlank() || value.length() > most) {
        violated(field, "must have 1 to " + most + " characters, not only spaces");
      } else if (value.chars().anyMatch(Character::isISOControl)) {
        violated(field, "must not have control characters");
      }
    });
    return text;
  }

  /** Text that must be there. */
  String requiredText(String field, int most) {
    required(field);
    return text(field, most).orElse("");
  }

  /** A whole number that must be there and must not be 0. */
  long requiredNonZero(String field) {
    JsonNode value = required(field);
    if (value == null) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      violated(field, "must be a whole number from -2^63 to 2^63-1");
      return 0;
    }
    if (value.longValue() == 0) {
      violated(field, "must not be 0");
    }
    return value.longValue();
  }

  /** An ISO 4217 code, or the default. */
  Currency currency(String field, Currency other) {
    return string(field).map(code -> currencyOf(field, code, other)).orElse(other);
  }

  private Currency currencyOf(String field, String code, Currency other) {
    try {
      Currency currency = Currency.getInstance(code);
      if (currency.getDefaultFractionDigits() >= 0) {
        return currency;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as for codes that are no money.
    }
    violated(field, "must be the ISO 4217 code of a currency");
    return other;
  }

  /** An amount of at least 0, as decimal text or as a number. */
  Optional<BigDecimal> amount(String field, Currency currency) {
    JsonNode value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    String text = isWritable(value) ? value.decimalValue().toPlainString() : value.asText();
    if (!(value.isNumber() || value.isTextual()) || !AMOUNT.matcher(text).matches()) {
      violated(field, "must be a decimal number from 0 to 999999999999, such as \"499.00\"");
      return Optional.empty();
    }
    BigDecimal amount = new BigDecimal(text);
    if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
      violated(
          field,
          "must have at most "
              + currency.getDefaultFractionDigits()
              + " digits after the point in "
              + currency);
      return Optional.empty();
    }
    return Optional.of(amount);
  }

  /** A few characters of JSON can stand for a number of a billion digits. */
  private static boolean isWritable(JsonNode value) {
    return value.isNumber() && Math.abs(value.decimalValue().scale()) <= MOST_SCALE;
  }
}
