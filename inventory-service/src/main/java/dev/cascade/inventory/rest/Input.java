package dev.cascade.inventory.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.problem.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request and collects everything that is wrong with it, so that the caller is told all of
 * it at once. What the getters return is only meant once {@link #check} has passed.
 */
final class Input {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,99}");
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,4})?");
  private static final int MOST_SCALE = 20;
  private static final String ID_RULE =
      "must be 1 to 100 letters, digits or . _ : ~ -, and begin with a letter or digit";

  private final List<Violation> violations = new ArrayList<>();
  private final @Nullable JsonNode body;

  private Input(@Nullable JsonNode body) {
    this.body = body;
  }

  /** A request without a body. */
  static Input none() {
    return new Input(null);
  }

  /** A request whose body is an object with some of these fields, and no other. */
  static Input of(byte @Nullable [] bytes, Set<String> fields) {
    if (bytes == null || !(StrictJson.read(bytes) instanceof ObjectNode body)) {
      throw new ProblemException(Problem.invalid("body", "must be a JSON object"));
    }
    Input input = new Input(body);
    body.fieldNames()
        .forEachRemaining(name -> {
          if (!fields.contains(name)) {
            input.violated(shortened(name), "is not a known field");
          }
        });
    return input;
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100);
  }

  void violated(String field, String rule) {
    violations.add(new Violation(field, rule));
  }

  /** Ends the request with a 400 if anything is wrong with it. */
  void check() {
    if (!violations.isEmpty()) {
      throw new ProblemException(Problem.invalid(violations));
    }
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
    if (value(field) == null) {
      violated(field, "is required");
    }
    return text(field, most).orElse("");
  }

  /** A whole number that must be there and must not be 0. */
  long requiredNonZero(String field) {
    JsonNode value = value(field);
    if (value == null) {
      violated(field, "is required");
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

  private Optional<String> string(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      violated(field, "must be a string");
      return Optional.empty();
    }
    return Optional.of(value.textValue());
  }

  /** A field that is null counts as absent. */
  private @Nullable JsonNode value(String field) {
    JsonNode value = body == null ? null : body.get(field);
    return value == null || value.isNull() ? null : value;
  }
}
