package dev.cascade.connect.report;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.Reason;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fills a statement's parameters, one after the other. */
final class Columns {

  private final PreparedStatement statement;
  private int last;

  Columns(PreparedStatement statement) {
    this.statement = statement;
  }

  Columns text(@Nullable String value) throws SQLException {
    statement.setString(++last, value);
    return this;
  }

  Columns number(long value) throws SQLException {
    statement.setLong(++last, value);
    return this;
  }

  Columns time(@Nullable Instant value) throws SQLException {
    statement.setObject(
        ++last,
        value == null ? null : value.atOffset(ZoneOffset.UTC),
        Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  /** The currency, and the amount as people write it; no amount in a currency that is none. */
  Columns money(Money money) throws SQLException {
    text(money.getCurrency());
    statement.setObject(++last, decimal(money), Types.NUMERIC);
    return this;
  }

  /** The codes of all reasons, with commas between; null when there are none. */
  Columns codes(List<Reason> reasons) throws SQLException {
    return text(
        reasons.isEmpty()
            ? null
            : reasons.stream().map(Reason::getCode).distinct().collect(Collectors.joining(", ")));
  }

  private static @Nullable BigDecimal decimal(Money money) {
    try {
      int digits = Currency.getInstance(money.getCurrency()).getDefaultFractionDigits();
      return BigDecimal.valueOf(money.getMinorUnits(), Math.max(0, digits));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
