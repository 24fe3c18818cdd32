package dev.cascade.orders.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.Money;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.domain.OrderState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the body of a POST, in the long form with lines or in the short form with one product, and
 * names everything that is wrong with it.
 */
@ApplicationScoped
class OrderForm {

  private static final Set<String> LONG_FORM = Set.of("id", "customerId", "currency", "lines");
  private static final Set<String> SHORT_FORM =
      Set.of("id", "customerId", "currency", "state", "product", "quantity", "price");
  private static final Pattern OF_A_CURRENCY = Pattern.compile("-[A-Z]{3}");
  private static final Set<String> LINE = Set.of("number", "productId", "quantity", "unitPrice");

  private final OrdersSettings settings;

  OrderForm(OrdersSettings settings) {
    this.settings = settings;
  }

  /**
   * An order as it was asked for.
   *
   * @param id chosen by the client
   * @param content what is ordered
   */
  record Asked(String id, OrderContent content) {}

  /**
   * The order in the body.
   *
   * @param derivedId the id when the body names none, if there is one
   */
  Asked read(byte[] body, Optional<String> derivedId) {
    ObjectNode json = JsonObjects.of(body);
    Violations violations = new Violations();
    FieldReader fields = new FieldReader(json, "", violations);
    Optional<String> id =
        JsonObjects.has(json, "id") || derivedId.isEmpty() ? fields.id("id") : derivedId;
    Optional<String> customer = customer(fields);
    Optional<Currency> currency = currency(fields);
    Currency priced = currency.orElse(Currency.getInstance(settings.defaultCurrency()));
    List<OrderLine> lines =
        json.has("lines") ? lines(json, priced, violations) : shortForm(fields, priced);
    violations.throwIfAny();
    OrderContent content = content(customer.orElseThrow(), priced, lines, violations);
    violations.throwIfAny();
    return new Asked(id.orElseThrow(), content);
  }

  private Optional<String> customer(FieldReader fields) {
    Optional<String> customer = fields.id("customerId");
    if (customer.filter(this::isReserved).isPresent()) {
      fields.violations().add("customerId", "names an account of the house");
    }
    return customer;
  }

  /** The house has one such account for each currency: merchant, merchant-USD, ... */
  private boolean isReserved(String customer) {
    return settings.reservedCustomers().stream()
        .filter(customer::startsWith)
        .map(name -> customer.substring(name.length()))
        .anyMatch(rest -> rest.isEmpty() || OF_A_CURRENCY.matcher(rest).matches());
  }

  private Optional<Currency> currency(FieldReader fields) {
    String code = fields.text("currency", 3).orElse(settings.defaultCurrency());
    Optional<Currency> currency = Decimals.currency(code);
    if (currency.isEmpty()) {
      fields.violations().add("currency", "is no ISO 4217 currency with a minor unit");
    }
    return currency;
  }

  private List<OrderLine> lines(ObjectNode json, Currency currency, Violations violations) {
    JsonObjects.refuseUnknown(json, "", LONG_FORM, violations);
    int most = settings.limits().lines();
    if (!(json.get("lines") instanceof ArrayNode array) || array.isEmpty() || array.size() > most) {
      violations.add("lines", "must be an array of 1 to " + most + " lines");
      return List.of();
    }
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      line(array.get(i), i + 1, currency, violations).ifPresent(lines::add);
    }
    return lines;
  }

  private Optional<OrderLine> line(
      JsonNode node, int number, Currency currency, Violations violations) {
    String path = "lines[" + (number - 1) + "]";
    if (!(node instanceof ObjectNode object)) {
      violations.add(path, "must be an object");
      return Optional.empty();
    }
    JsonObjects.refuseUnknown(object, path + ".", LINE, violations);
    FieldReader fields = new FieldReader(object, path + ".", violations);
    if (JsonObjects.has(object, "number")) {
      fields
          .integer("number", 1, settings.limits().lines())
          .filter(given -> given != number)
          .ifPresent(given -> violations.add(path + ".number", "must be " + number));
    }
    return line(fields, number, currency, "productId", "unitPrice");
  }

  private List<OrderLine> shortForm(FieldReader fields, Currency currency) {
    JsonObjects.refuseUnknown(fields.object(), "", SHORT_FORM, fields.violations());
    if (fields.text("state", 20).filter(state -> !isNew(state)).isPresent()) {
      fields.violations().add("state", "must be CREATED, if it is given at all");
    }
    return line(fields, 1, currency, "product", "price").stream().toList();
  }

  private static boolean isNew(String state) {
    return OrderState.CREATED.name().equals(state);
  }

  private Optional<OrderLine> line(
      FieldReader fields, int number, Currency currency, String product, String price) {
    Optional<String> productId = fields.id(product);
    Optional<Integer> quantity = fields.integer("quantity", 1, settings.limits().quantity());
    Optional<Long> unitPrice = fields.amount(price, currency, settings.limits().unitPrice());
    if (productId.isEmpty() || quantity.isEmpty() || unitPrice.isEmpty()) {
      return Optional.empty();
    }
    Money money = new Money(unitPrice.get(), currency.getCurrencyCode());
    return Optional.of(new OrderLine(number, productId.get(), quantity.get(), money));
  }

  private static OrderContent content(
      String customer, Currency currency, List<OrderLine> lines, Violations violations) {
    String code = currency.getCurrencyCode();
    String hash = ContentHash.of(customer, code, lines);
    try {
      return OrderContent.of(customer, code, lines, hash);
    } catch (ArithmeticException e) {
      violations.add("lines", "have a total that is too large");
      return new OrderContent(customer, code, lines, new Money(0, code), hash);
    }
  }
}
