package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object; what is wrong is gathered, and the value is then empty.
 *
 * @param object where the fields are
 * @param path how the object is named in violations, such as {@code lines[0].}
 * @param violations where faults go
 */
record FieldReader(ObjectNode object, String path, Violations violations) {

  private static final int MAX_EXPONENT = 30;

  /** An id, as a string or as a whole number. */
  Optional<String> id(String field) {
    JsonNode node = required(field);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isTextual() && !node.isIntegralNumber()) {
      return fault(field, "must be a string or a whole number");
    }
    String text = node.asText();
    return Ids.isId(text) ? Optional.of(text) : fault(field, Ids.RULE);
  }

  /** A whole number in that range. */
  Optional<Integer> integer(String field, int least, int most) {
    JsonNode node = required(field);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      return fault(field, "must be a whole number from " + least + " to " + most);
    }
    int value = node.intValue();
    return value < least || value > most
        ? fault(field, "must be a whole number from " + least + " to " + most)
        : Optional.of(value);
  }

  /** An amount in minor units, from a number or a decimal string. */
  Optional<Long> amount(String field, Currency currency, long most) {
    JsonNode node = required(field);
    if (node == null) {
      return Optional.empty();
    }
    return decimal(field, node).flatMap(value -> minorUnits(field, value, currency, most));
  }

  private Optional<BigDecimal> decimal(String field, JsonNode node) {
    if (node.isNumber()) {
      return Optional.of(node.decimalValue());
    }
    if (node.isTextual() && node.textValue().matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
      return Optional.of(new BigDecimal(node.textValue()));
    }
    return fault(field, "must be a decimal number, such as \"499.00\"");
  }

  private Optional<Long> minorUnits(String field, BigDecimal value, Currency currency, long most) {
    int digits = currency.getDefaultFractionDigits();
    BigDecimal highest = BigDecimal.valueOf(most, digits);
    if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
        || value.signum() < 0
        || value.compareTo(highest) > 0) {
      return fault(field, "must be from 0 to " + highest.toPlainString());
    }
    try {
      return Optional.of(
          value.setScale(digits, RoundingMode.UNNECESSARY).unscaledValue().longValueExact());
    } catch (ArithmeticException e) {
      return fault(field, "must have at most " + digits + " decimals in " + currency);
    }
  }

  /** A text of at most that many characters; empty when it is absent or wrong. */
  Optional<String> text(String field, int maxChars) {
    if (!JsonObjects.has(object, field)) {
      return Optional.empty();
    }
    JsonNode node = object.get(field);
    if (!node.isTextual()) {
      return fault(field, "must be a string");
    }
    String text = node.textValue();
    return text.length() > maxChars
        ? fault(field, "must be at most " + maxChars + " characters")
        : Optional.of(text);
  }

  /** A truth value, or the fallback when it is absent. */
  boolean flag(String field, boolean fallback) {
    if (!JsonObjects.has(object, field)) {
      return fallback;
    }
    JsonNode node = object.get(field);
    if (!node.isBoolean()) {
      violations.add(path + field, "must be true or false");
      return fallback;
    }
    return node.booleanValue();
  }

  private @Nullable JsonNode required(String field) {
    if (JsonObjects.has(object, field)) {
      return object.get(field);
    }
    violations.add(path + field, "is missing");
    return null;
  }

  private <T> Optional<T> fault(String field, String message) {
    violations.add(path + field, message);
    return Optional.empty();
  }
}
