package dev.cascade.payments.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.payments.domain.InstructionPolicy;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.account.TransitAccount;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.request.RequestFields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests to this service: its ids, accounts and amounts. */
final class Input extends RequestFields {

  private static final String ID_RULE =
      "must have 1 to 128 characters, not only spaces, no control characters, and not be . or ..";

  private static final String AMOUNT_RULE =
      "must be a decimal string with the currency's decimals, such as \"12.34\", below 2^63 minor units";

  private Input(@Nullable JsonNode body, Set<String> fields) {
    super(body, fields);
  }

  /** A request without a body. */
  static Input none() {
    return new Input(null, Set.of());
  }

  /** A request whose body is an object with some of these fields, and no other. */
  static Input of(@Nullable JsonNode body, Set<String> fields) {
    return new Input(object(body), fields);
  }

  /** A request that may have such a body, or an empty one. */
  static Input optional(@Nullable String text, Set<String> fields, ObjectMapper json) {
    if (text == null || text.isBlank()) {
      return none();
    }
    try {
      return new Input(json.readTree(text), fields);
    } catch (JsonProcessingException e) {
      throw new ProblemException(Problem.invalid("body", "must be a JSON object"));
    }
  }

  /** An id given in the path. */
  String id(String field, String value) {
    if (!InstructionPolicy.isId(value)) {
      violated(field, ID_RULE);
    }
    return value;
  }

  /** An id that the body may have. */
  Optional<String> optionalId(String field) {
    return string(field).map(value -> id(field, value));
  }

  /** An id that the body must have. */
  String requiredId(String field) {
    return requiredString(field).map(value -> id(field, value)).orElse("");
  }

  /** The id of an account that people may open, pay from and pay to, which the body must have. */
  String requiredAccountId(String field) {
    String id = requiredId(field);
    if (TransitAccount.isOne(id)) {
      violated(field, "must not begin with " + TransitAccount.PREFIX + ", as transit accounts do");
    }
    return id;
  }

  /** A currency that the body must have. */
  String currency(String field) {
    return requiredString(field)
        .map(code -> {
          if (!Money.isCurrency(code)) {
            violated(field, "must be the ISO 4217 code of a currency");
          }
          return code;
        })
        .orElse("");
  }

  /** An amount greater than zero that the body must have. */
  Money amount(String field, String currency) {
    return optionalAmount(field, currency)
        .orElseGet(() -> {
          required(field);
          return new Money(0, currency);
        });
  }

  /** An amount greater than zero that the body may have. */
  Optional<Money> optionalAmount(String field, String currency) {
    Optional<Money> amount = money(field, currency);
    amount.ifPresent(it -> {
      if (it.minorUnits() <= 0) {
        violated(field, "must be greater than zero");
      } else if (it.minorUnits() > Money.MAX_PAYMENT_MINOR_UNITS) {
        violated(field, "must be at most 2^53 minor units");
      }
    });
    return amount;
  }

  /** An amount of zero or more that the body must have. */
  Money requiredLimit(String field, String currency) {
    required(field);
    return limit(field, currency);
  }

  /** An amount of zero or more, zero when it is absent. */
  Money limit(String field, String currency) {
    Money limit = money(field, currency).orElse(new Money(0, currency));
    if (limit.minorUnits() < 0) {
      violated(field, "must not be negative");
    }
    return limit;
  }

  /** A whole number that the body may have. */
  Optional<Integer> number(String field, int low, int high) {
    JsonNode value = value(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < low
        || value.intValue() > high) {
      violated(field, "must be a whole number from " + low + " to " + high);
      return Optional.empty();
    }
    return Optional.of(value.intValue());
  }

  /** One of the constants, or the first one when it is absent. */
  <E extends Enum<E>> E oneOf(String field, List<E> allowed) {
    Optional<String> text = string(field);
    if (text.isEmpty()) {
      return allowed.getFirst();
    }
    return allowed.stream()
        .filter(it -> it.name().equals(text.get()))
        .findFirst()
        .orElseGet(() -> {
          violated(field, "must be one of " + allowed);
          return allowed.getFirst();
        });
  }

  private Optional<Money> money(String field, String currency) {
    Optional<String> text = string(field);
    if (text.isEmpty() || !Money.isCurrency(currency)) {
      return Optional.empty();
    }
    Optional<Money> money = Money.parse(text.get(), currency);
    if (money.isEmpty()) {
      violated(field, AMOUNT_RULE);
      return Optional.of(new Money(1, currency));
    }
    return money;
  }
}
