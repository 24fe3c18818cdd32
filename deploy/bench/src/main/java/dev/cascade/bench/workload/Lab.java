package dev.cascade.bench.workload;

import dev.cascade.bench.audit.Ledger;
import dev.cascade.bench.audit.RunAudit;
import dev.cascade.bench.data.BenchData;
import dev.cascade.bench.data.Ids;
import dev.cascade.bench.ecosystem.Ecosystem;
import dev.cascade.bench.ecosystem.Installation;
import dev.cascade.bench.ecosystem.Processes;
import dev.cascade.bench.kafka.AvroReader;
import dev.cascade.bench.kafka.AvroWriter;
import dev.cascade.bench.kafka.Kafka;
import dev.cascade.bench.kafka.Registry;
import dev.cascade.bench.resources.MachineFacts;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The running ecosystem and what the workloads need to work with it. */
public final class Lab implements AutoCloseable {

  private final Ecosystem ecosystem;
  private final PrintStream out;
  private final Kafka kafka;
  private final Registry registry;
  private final Ledger ledger;
  private final String session = Long.toString(System.currentTimeMillis(), 36);
  private final AtomicInteger runs = new AtomicInteger();

  /** A lab in an ecosystem, which is started unless it runs. */
  public Lab(Installation installation, PrintStream out) {
    this.ecosystem = new Ecosystem(installation);
    this.out = out;
    ecosystem.ensureUp();
    kafka = Kafka.of(installation);
    registry = new Registry(installation.registryUrl());
    ledger = new Ledger(kafka, registry);
  }

  Ecosystem ecosystem() {
    return ecosystem;
  }

  Installation installation() {
    return ecosystem.installation();
  }

  Processes processes() {
    return ecosystem.processes();
  }

  Kafka kafka() {
    return kafka;
  }

  PrintStream out() {
    return out;
  }

  AvroReader avroReader() {
    return new AvroReader(registry);
  }

  AvroWriter avroWriter() {
    return new AvroWriter(registry);
  }

  /** Makes sure that there are so many customers with accounts and so many products. */
  void ensureData(int customers, int products) {
    new BenchData(kafka, avroWriter(), ledger, out).ensure(customers, products);
  }

  /** What the ids of a run begin with; no other run's do. */
  String newPrefix() {
    return "bench-" + session + "-" + runs.incrementAndGet() + "-";
  }

  /** Begins to audit what has this prefix. */
  RunAudit audit(String prefix) {
    return new RunAudit(kafka, registry, ledger, prefix, Ids::isOwn, Ids::isPlatinum);
  }

  Map<String, String> machine() {
    return MachineFacts.of(installation().root());
  }

  @Override
  public void close() {
    ledger.close();
  }
}
