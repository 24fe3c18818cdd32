package dev.cascade.orderdetails.exactlyonce;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Stamps each polled record with the lease that it was polled under, on the polling thread. */
@RegisterForReflection
public final class LeaseStamp implements ConsumerInterceptor<byte[], byte[]> {

  /** Configuration key of the {@link Lease}. */
  static final String LEASE = "cascade.lease";

  private static final String HEADER = "__cascade_lease";

  private Lease lease = new Lease();

  @Override
  public void configure(Map<String, ?> configuration) {
    if (configuration.get(LEASE) instanceof Lease given) {
      lease = given;
    }
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    byte[] stamp = ByteBuffer.allocate(Long.BYTES).putLong(lease.number()).array();
    records.forEach(record -> record.headers().add(HEADER, stamp));
    return records;
  }

  /** Takes the stamp off all records; those of one poll have the same one. */
  static long takeFrom(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
    long stamp = Lease.VOID;
    for (ConsumerRecord<byte[], byte[]> record : polled) {
      Header header = record.headers().lastHeader(HEADER);
      stamp = header == null ? Lease.VOID : ByteBuffer.wrap(header.value()).getLong();
      record.headers().remove(HEADER);
    }
    return stamp;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
