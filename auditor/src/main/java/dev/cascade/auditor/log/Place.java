package dev.cascade.auditor.log;

/** A place in the log: what names a record. */
public record Place(String topic, int partition, long offset) {

  /** As people write it: {@code orders-0@17}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
