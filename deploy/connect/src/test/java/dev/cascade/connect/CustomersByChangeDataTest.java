package dev.cascade.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TopicReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomersByChangeDataTest {

  private static final int CHANGES = 400;
  private static final String PASSED =
      "SELECT confirmed_flush_lsn >= '%s' FROM pg_replication_slots";

  private final ConnectPlatform platform = ConnectPlatform.shared();
  private final String id = platform.kafka().freshId();
  private final TopicReader<Customer> customers =
      platform.kafka().reader(Topics.CUSTOMERS, Customer.class);

  @AfterEach
  void close() {
    customers.close();
  }

  @Test
  void insertUpdateAndDeleteArriveAsRecordsOfTheContract() throws SQLException {
    platform.sql(
        "INSERT INTO customers VALUES ('%s', 'Zoë Ψ', NULL, 'SILVER')".formatted(id),
        "UPDATE customers SET level = 'PLATINUM', email = 'z@example.org' WHERE id = '%s'"
            .formatted(id),
        "DELETE FROM customers WHERE id = '%s'".formatted(id));

    assertThat(customers.awaitRecords(3, it -> id.equals(it.key())))
        .extracting(ReceivedRecord::value)
        .containsExactly(
            customer(id, "Zoë Ψ", null, CustomerLevel.SILVER),
            customer(id, "Zoë Ψ", "z@example.org", CustomerLevel.PLATINUM),
            null);
  }

  @Test
  void aCustomerWithANewIdIsGoneUnderTheOldOne() throws SQLException {
    String renamed = id + "-new";
    platform.sql(
        "INSERT INTO customers VALUES ('%s', 'Ann', 'a@example.org', 'GOLD')".formatted(id),
        "UPDATE customers SET id = '%s' WHERE id = '%s'".formatted(renamed, id));

    Customer expected = customer(renamed, "Ann", "a@example.org", CustomerLevel.GOLD);
    assertThat(customers.awaitKey(renamed).value()).isEqualTo(expected);
    assertThat(customers.awaitRecords(2, it -> id.equals(it.key())).getLast().value()).isNull();
  }

  @Test
  void whatTheContractDoesNotPermitTheTableRefuses() {
    assertThatThrownBy(() -> insert("'%s', 'Ann', NULL, 'DIAMOND'".formatted(id)))
        .hasMessageContaining("customer_level_is_known");
    assertThatThrownBy(() -> insert("'%s', 'Ann', 'nowhere', 'GOLD'".formatted(id)))
        .hasMessageContaining("customer_email_is_an_address");
    assertThatThrownBy(() -> insert("'', 'Ann', NULL, 'GOLD'"))
        .hasMessageContaining("customer_id_has_1_to_200_bytes");
    assertThatThrownBy(() -> platform.sql("TRUNCATE customers"))
        .hasMessageContaining("use DELETE FROM customers");
  }

  @Test
  void aWorkerKilledInTheMidstOfChangesLosesNoneAndRepeatsNone() throws Exception {
    insert("'%s', 'name 0', NULL, 'GOLD'".formatted(id));
    Thread changes = changing();
    customers.awaitRecord(it -> hasName(it, 20));
    platform.killWorker();
    changes.join();

    assertEachOnce();
  }

  @Test
  void aDatabaseKilledInTheMidstOfChangesLosesNoneAndRepeatsNone() throws Exception {
    insert("'%s', 'name 0', NULL, 'GOLD'".formatted(id));
    for (int change = 1; change <= CHANGES; change++) {
      if (change == CHANGES / 2) {
        platform.killDatabase();
      }
      update(change);
    }

    assertEachOnce();
    assertThat(platform.isWell()).isTrue();
  }

  @Test
  void whatChangesWhileTheWorkerIsAwayArrivesWhenItIsBack() throws Exception {
    insert("'%s', 'name 0', NULL, 'GOLD'".formatted(id));
    customers.awaitKey(id);
    platform.worker().kill();
    platform.sql("DELETE FROM customers WHERE id = '%s'".formatted(id));
    platform.killDatabase();
    platform.restartWorker();

    assertThat(customers.awaitRecords(2, it -> id.equals(it.key())).getLast().value()).isNull();
  }

  @Test
  void whatOthersWriteToTheDatabaseIsNotKeptForTheConnector() throws SQLException {
    platform.sql(
        "CREATE TABLE other_%s AS SELECT generate_series(1, 10000) AS number".formatted(id));
    String written = platform.rows("SELECT pg_current_wal_lsn()").getFirst();

    Awaitility.await("the slot to have passed " + written)
        .atMost(Duration.ofSeconds(60))
        .until(() -> platform.rows(PASSED.formatted(written)).equals(List.of("t")));
  }

  private void insert(String values) throws SQLException {
    platform.sql("INSERT INTO customers VALUES (" + values + ")");
  }

  private void update(int change) throws SQLException {
    platform.sql("UPDATE customers SET name = 'name %d' WHERE id = '%s'".formatted(change, id));
  }

  private Thread changing() {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            for (int change = 1; change <= CHANGES; change++) {
              update(change);
            }
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        });
  }

  private boolean hasName(ReceivedRecord<Customer> record, int change) {
    return id.equals(record.key())
        && record.value() != null
        && record.value().getName().equals("name " + change);
  }

  private void assertEachOnce() {
    customers.awaitRecord(it -> hasName(it, CHANGES));
    List<String> names =
        customers.readToEnd().stream()
            .filter(it -> id.equals(it.key()))
            .map(it -> it.value().getName())
            .toList();
    assertThat(names)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(0, CHANGES).mapToObj(it -> "name " + it).toList());
  }

  private static Customer customer(String id, String name, String email, CustomerLevel level) {
    return Customer.newBuilder().setId(id).setName(name).setEmail(email).setLevel(level).build();
  }
}
