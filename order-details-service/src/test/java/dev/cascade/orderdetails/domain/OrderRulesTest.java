package dev.cascade.orderdetails.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cascade.orderdetails.domain.Violation.Code;
import dev.cascade.testing.Seeds;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRulesTest {

  private static final int MAX = 100;

  private final OrderRules rules = new OrderRules(MAX);
  private final Map<String, Money> listed =
      Map.of("ipad", eur(49_900), "yen-thing", new Money(1_000, "JPY"));
  private final ListPrices prices = product -> Optional.ofNullable(listed.get(product));

  @Test
  void anOrderThatKeepsEveryRuleHasNoViolation() {
    assertThat(codes(order("EUR", 49_900 + 2 * 150, line(1, 1, 49_900), open(2, 2, 150))))
        .isEmpty();
  }

  @Test
  void anOrderWithoutLinesIsRefused() {
    assertThat(codes(order("EUR", 0))).containsExactly(Code.NO_LINES);
  }

  @ParameterizedTest
  @CsvSource({
    "-2147483648, false",
    "-1, false",
    "0, false",
    "1, true",
    "2, true",
    "99, true",
    "100, true",
    "101, false",
    "2147483647, false",
  })
  void aQuantityIsFromOneToTheLimit(int quantity, boolean accepted) {
    OrderDetails order = order("EUR", quantity * 10L, open(1, quantity, 10));

    assertThat(codes(order)).isEqualTo(accepted ? List.of() : List.of(Code.QUANTITY_OUT_OF_RANGE));
  }

  @ParameterizedTest
  @CsvSource({"-9223372036854775808, false", "-1, false", "0, true", "1, true"})
  void aPriceIsNotBelowZero(long price, boolean accepted) {
    OrderDetails order = order("EUR", price, open(1, 1, price));

    assertThat(codes(order)).isEqualTo(accepted ? List.of() : List.of(Code.NEGATIVE_PRICE));
  }

  @ParameterizedTest
  @CsvSource({"49899, false", "49900, true", "49901, false", "0, false"})
  void aListedProductSellsAtItsListPriceToTheCent(long price, boolean accepted) {
    OrderDetails order = order("EUR", price, line(1, 1, price));

    assertThat(codes(order)).isEqualTo(accepted ? List.of() : List.of(Code.PRICE_NOT_LISTED));
  }

  @Test
  void aListPriceInAnotherCurrencyIsAnotherPrice() {
    OrderLine line = new OrderLine(1, "yen-thing", 1, eur(1_000));

    assertThat(codes(order("EUR", 1_000, line))).containsExactly(Code.PRICE_NOT_LISTED);
  }

  @Test
  void anUnknownProductHasNoListPriceToBreak() {
    OrderLine line = new OrderLine(1, "never-heard-of", 1, eur(7));

    assertThat(codes(order("EUR", 7, line))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUR", "USD", "JPY", "KWD"})
  void aCurrencyOfTheStandardIsKnown(String currency) {
    OrderLine line = new OrderLine(1, "open", 1, new Money(5, currency));

    assertThat(codes(order(currency, 5, line))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eur", "EURO", "€", "ZZZ", " EUR"})
  void anyOtherCurrencyIsRefused(String currency) {
    OrderLine line = new OrderLine(1, "open", 1, new Money(5, currency));

    assertThat(codes(order(currency, 5, line))).containsExactly(Code.UNKNOWN_CURRENCY);
  }

  @Test
  void everyAmountIsInTheOrdersCurrency() {
    OrderLine dollars = new OrderLine(2, "open", 1, new Money(5, "USD"));
    OrderDetails order =
        new OrderDetails("o", "EUR", List.of(open(1, 1, 5), dollars), new Money(10, "CHF"));

    assertThat(rules.violations(order, prices))
        .extracting(Violation::detail)
        .containsExactly(
            "Line 2 is in USD, the order in EUR.", "The total is in CHF, the order in EUR.");
  }

  @ParameterizedTest
  @CsvSource({"299, false", "300, true", "301, false", "-300, false"})
  void theTotalIsWhatTheLinesComeTo(long total, boolean accepted) {
    OrderDetails order = order("EUR", total, open(1, 2, 100), open(2, 1, 100));

    assertThat(codes(order)).isEqualTo(accepted ? List.of() : List.of(Code.WRONG_TOTAL));
  }

  @Test
  void linesThatComeToMoreThanCanBeCountedAreRefused() {
    assertThat(codes(order("EUR", -2, open(1, 2, Long.MAX_VALUE))))
        .containsExactly(Code.TOTAL_OVERFLOW);
    assertThat(codes(order("EUR", Long.MIN_VALUE, open(1, 1, Long.MAX_VALUE), open(2, 1, 1))))
        .containsExactly(Code.TOTAL_OVERFLOW);
    assertThat(codes(order("EUR", Long.MAX_VALUE, open(1, 1, Long.MAX_VALUE - 1), open(2, 1, 1))))
        .isEmpty();
  }

  @Test
  void allViolationsAreToldAtOnce() {
    OrderDetails order = order("ZZZ", 5, line(1, 0, -1), open(2, 101, 3));

    assertThat(codes(order))
        .containsExactlyInAnyOrder(
            Code.UNKNOWN_CURRENCY,
            Code.QUANTITY_OUT_OF_RANGE,
            Code.NEGATIVE_PRICE,
            Code.PRICE_NOT_LISTED,
            Code.MIXED_CURRENCIES,
            Code.QUANTITY_OUT_OF_RANGE,
            Code.MIXED_CURRENCIES);
  }

  @Test
  void aDetailNamesTheLineAndWhatWouldBeRight() {
    assertThat(rules.violations(order("EUR", 50_000, line(1, 1, 50_000)), prices))
        .extracting(Violation::detail)
        .containsExactly("Line 1 has the price 500.00 EUR; product ipad sells at 499.00 EUR.");
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OrderRules(0));
  }

  @Test
  void theTotalIsJudgedAsIfNumbersHadNoEnd() {
    Seeds.forEach(
        2_000,
        seed -> {
          List<OrderLine> lines =
              seed.listOf(
                  seed.intBetween(1, 4),
                  () ->
                      open(1, seed.intBetween(1, MAX), seed.longBetween(0, Long.MAX_VALUE / 150)));
          BigInteger sum =
              lines.stream()
                  .map(line ->
                      BigInteger.valueOf(line.unitPrice().minorUnits())
                          .multiply(BigInteger.valueOf(line.quantity())))
                  .reduce(BigInteger.ZERO, BigInteger::add);
          long drift = seed.intBetween(-1, 1);
          OrderDetails order =
              order("EUR", sum.longValue() + drift, lines.toArray(OrderLine[]::new));

          Code expected =
              sum.bitLength() > 63 ? Code.TOTAL_OVERFLOW : drift == 0 ? null : Code.WRONG_TOTAL;
          assertThat(codes(order)).isEqualTo(expected == null ? List.of() : List.of(expected));
        });
  }

  private List<Code> codes(OrderDetails order) {
    return rules.violations(order, prices).stream().map(Violation::code).toList();
  }

  private static OrderDetails order(String currency, long total, OrderLine... lines) {
    return new OrderDetails("o", currency, List.of(lines), new Money(total, currency));
  }

  private static OrderLine line(int number, int quantity, long price) {
    return new OrderLine(number, "ipad", quantity, eur(price));
  }

  private static OrderLine open(int number, int quantity, long price) {
    return new OrderLine(number, "open", quantity, eur(price));
  }

  private static Money eur(long cents) {
    return new Money(cents, "EUR");
  }
}
