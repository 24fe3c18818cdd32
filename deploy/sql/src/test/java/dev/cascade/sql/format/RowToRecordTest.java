package dev.cascade.sql.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailResendRequested;
import java.time.Instant;
import org.apache.avro.generic.GenericData;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class RowToRecordTest {

  private static final RowType CUSTOMER =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("level", DataTypes.STRING()),
                  DataTypes.FIELD("name", DataTypes.STRING()),
                  DataTypes.FIELD("id", DataTypes.STRING()))
              .getLogicalType();

  @Test
  void columnsFillFieldsByNameAndOthersHaveTheirDefault() {
    GenericData.Record record =
        RowToRecord.record(Customer.SCHEMA$, CUSTOMER, customer("PLATINUM", "Zoë"));

    assertThat(record.get("id")).isEqualTo("c-1");
    assertThat(record.get("name")).isEqualTo("Zoë");
    assertThat(record.get("email")).isNull();
    assertThat(record.get("level")).hasToString(CustomerLevel.PLATINUM.name());
  }

  @Test
  void whatTheContractDoesNotHaveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowToRecord.record(Customer.SCHEMA$, CUSTOMER, customer("TIN", "Zoë")))
        .withMessageContaining("'TIN' is no CustomerLevel");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RowToRecord.record(Customer.SCHEMA$, CUSTOMER, customer("GOLD", null)))
        .withMessageContaining("Customer.name must not be null");
  }

  @Test
  void whatIsReadIsWhatWasWrittenAndMaskedUnlessItIsShown() {
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("email", DataTypes.STRING()),
                    DataTypes.FIELD("requestedAt", DataTypes.TIMESTAMP_LTZ(3)),
                    DataTypes.FIELD("orderId", DataTypes.STRING()),
                    DataTypes.FIELD("resendId", DataTypes.STRING()),
                    DataTypes.FIELD("unheard", DataTypes.STRING()))
                .getLogicalType();
    GenericRowData row =
        GenericRowData.of(
            StringData.fromString("a@example.org"),
            TimestampData.fromInstant(Instant.ofEpochMilli(1_700_000_000_123L)),
            StringData.fromString("o-1"),
            StringData.fromString("r-1"),
            null);
    GenericData.Record record = RowToRecord.record(EmailResendRequested.SCHEMA$, type, row);

    assertThat(new RecordToRow(true).row(type, record)).isEqualTo(row);
    assertThat(new RecordToRow(false).row(type, record).getString(0)).hasToString("***");
    assertThat(new RecordToRow(false).row(type, record).getString(2)).hasToString("o-1");
  }

  private static GenericRowData customer(String level, String name) {
    return GenericRowData.of(
        StringData.fromString(level), StringData.fromString(name), StringData.fromString("c-1"));
  }
}
