package dev.cascade.bench.audit;

import dev.cascade.bench.kafka.AvroReader;
import dev.cascade.bench.kafka.Fields;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.RecordSource;
import dev.cascade.bench.kafka.Registry;
import dev.cascade.bench.kafka.TopicScan;
import dev.cascade.schemas.catalogue.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The latest committed balance of every account and stock of every product. */
public final class Ledger implements AutoCloseable {

  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Stock> products = new HashMap<>();
  private final AvroReader avro;
  private final RecordSource scan;

  /**
   * An account.
   *
   * @param currency of all its amounts
   * @param balance sum of its entries, in minor units
   * @param held what authorisations hold
   * @param overdraft how far below zero it may go
   */
  public record Account(String currency, long balance, long held, long overdraft) {}

  /**
   * The stock of a product.
   *
   * @param onHand pieces in the warehouse
   * @param reserved pieces promised to open orders
   * @param version grows with each record
   */
  public record Stock(long onHand, long reserved, long version) {}

  /**
   * What a run is compared with afterwards.
   *
   * @param balances by account
   * @param reserved by product
   */
  record Snapshot(Map<String, Long> balances, Map<String, Long> reserved) {}

  /** A ledger of that broker, that has read nothing yet. */
  public Ledger(Kafka kafka, Registry registry) {
    this(
        new AvroReader(registry),
        TopicScan.fromBeginning(kafka, List.of(Topics.ACCOUNT_BALANCES, Topics.STOCK_LEVELS)));
  }

  Ledger(AvroReader avro, RecordSource scan) {
    this.avro = avro;
    this.scan = scan;
  }

  /** Reads what was committed since. */
  public void readOn() {
    scan.readOn(this::read);
  }

  /** The account of that id. */
  public Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  /** The stock of that product. */
  public Optional<Stock> stock(String product) {
    return Optional.ofNullable(products.get(product));
  }

  Map<String, Account> accounts() {
    return accounts;
  }

  Map<String, Stock> products() {
    return products;
  }

  Snapshot snapshot(Predicate<String> ids) {
    return new Snapshot(
        accounts.entrySet().stream()
            .filter(account -> ids.test(account.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, account -> account.getValue().balance())),
        products.entrySet().stream()
            .filter(product -> ids.test(product.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, stock -> stock.getValue().reserved())));
  }

  void put(String id, Account account) {
    accounts.put(id, account);
  }

  void put(String id, Stock stock) {
    products.put(id, stock);
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    boolean isAccount = record.topic().equals(Topics.ACCOUNT_BALANCES);
    if (record.value() == null) {
      (isAccount ? accounts : products).remove(record.key());
    } else if (isAccount) {
      put(record.key(), account(avro.read(record.value())));
    } else {
      put(record.key(), stock(avro.read(record.value())));
    }
  }

  private static Account account(GenericRecord value) {
    return new Account(
        Fields.currency(value, "balance"),
        Fields.minorUnits(value, "balance"),
        Fields.number(value, "heldMinorUnits"),
        Fields.number(value, "overdraftLimitMinorUnits"));
  }

  private static Stock stock(GenericRecord value) {
    return new Stock(
        Fields.number(value, "onHand"),
        Fields.number(value, "reserved"),
        Fields.number(value, "version"));
  }

  @Override
  public void close() {
    scan.close();
  }
}
